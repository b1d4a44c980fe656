namespace SmoothOperator.Knowledge;

/// <summary>A version of a document in an index: visible from <see cref="Born"/> until before <see cref="Died"/>.</summary>
internal sealed class IndexedDocument(KnowledgeDocument document, int number, long born)
{
    private long _died = long.MaxValue;

    public KnowledgeDocument Document => document;

    /// <summary>Its place among all documents the index ever held.</summary>
    public int Number => number;

    public long Born => born;

    public long Died
    {
        get => Volatile.Read(ref _died);
        set => Volatile.Write(ref _died, value);
    }

    /// <summary>What it adds to the index's size; only the writer asks.</summary>
    public IndexSize Size { get; set; } = IndexSize.Empty;

    public bool IsVisibleAt(long version) => Born <= version && version < Died;
}
