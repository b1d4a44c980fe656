namespace SmoothOperator.Storage.Sqlite.Knowledge;

/// <summary>A tenant's documents as they were at one moment.</summary>
internal sealed class TenantSnapshot
{
    private readonly Dictionary<long, CachedDocument> _byNumber;

    public TenantSnapshot(Dictionary<long, CachedDocument> documents)
    {
        _byNumber = new Dictionary<long, CachedDocument>(documents);
        Documents = [.. documents.Values.OrderBy(document => document.Number)];
        Passages = Documents.Sum(document => document.Vectors.Count);
        VectorBytes = Documents.Sum(document => document.VectorBytes);
    }

    /// <summary>Oldest version first.</summary>
    public IReadOnlyList<CachedDocument> Documents { get; }

    /// <summary>Passages with a vector.</summary>
    public int Passages { get; }

    public long VectorBytes { get; }

    public CachedDocument? Find(long number) => _byNumber.GetValueOrDefault(number);
}
