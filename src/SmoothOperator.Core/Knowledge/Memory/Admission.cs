using System.Buffers;

namespace SmoothOperator.Knowledge;

/// <summary>Which documents a query may find: decided once a document, before anything is ranked.</summary>
internal readonly ref struct Admission : IDisposable
{
    private const byte Undecided = 0;
    private const byte Gone = 1;
    private const byte Hidden = 2;
    private const byte Admitted = 3;

    private readonly KnowledgeQuery _query;
    private readonly long _version;
    private readonly byte[] _verdicts;
    private readonly int _count;

    public Admission(KnowledgeQuery query, long version, int documents)
    {
        _query = query;
        _version = version;
        _count = documents;
        _verdicts = ArrayPool<byte>.Shared.Rent(documents);
        _verdicts.AsSpan(0, documents).Clear();
    }

    /// <summary>The document is part of the index as the query sees it.</summary>
    public bool Exists(IndexedDocument document) => VerdictOn(document) > Gone;

    /// <summary>The reader may see the document, and it passes the query's filters.</summary>
    public bool Admits(IndexedDocument document) => VerdictOn(document) == Admitted;

    public void Dispose() => ArrayPool<byte>.Shared.Return(_verdicts);

    private byte VerdictOn(IndexedDocument document)
    {
        // A document that came after the query began has no verdict: it is not there yet.
        if (document.Number >= _count)
            return Gone;
        ref var verdict = ref _verdicts[document.Number];
        if (verdict == Undecided)
            verdict = !document.IsVisibleAt(_version) ? Gone : _query.Admits(document.Document) ? Admitted : Hidden;
        return verdict;
    }
}
