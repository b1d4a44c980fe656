namespace SmoothOperator.Knowledge;

/// <summary>One tenant's knowledge: a writer at a time, readers on whatever index is current.</summary>
internal sealed class TenantKnowledge
{
    private const int DeadPassagesWorthCompacting = 256;

    private readonly Lock _writing = new();
    private PassageIndex _index = new();

    /// <summary>What readers search; safe without a lock, and unharmed when it is replaced meanwhile.</summary>
    public PassageIndex Index => Volatile.Read(ref _index);

    public void Put(KnowledgeDocument document, IReadOnlyList<KnowledgeChunk> chunks)
    {
        lock (_writing)
        {
            _index.Put(document, chunks);
            CompactUnsynchronized();
        }
    }

    public bool Remove(string documentId)
    {
        lock (_writing)
        {
            var removed = _index.Remove(documentId);
            CompactUnsynchronized();
            return removed;
        }
    }

    private void CompactUnsynchronized()
    {
        if (_index.DeadPassages >= DeadPassagesWorthCompacting && _index.DeadPassages > _index.AlivePassages)
            Volatile.Write(ref _index, _index.Compacted());
    }
}
