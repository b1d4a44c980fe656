namespace SmoothOperator.Storage.Sqlite.Knowledge;

/// <summary>Keeps the nearest of many passages; of equally near ones those indexed first.</summary>
internal sealed class NearestPassages(int limit)
{
    private static readonly Comparer<(double Score, long Chunk)> FarthestFirst = Comparer<(double Score, long Chunk)>.Create(
        static (one, other) => one.Score.CompareTo(other.Score) is var byScore and not 0 ? byScore : other.Chunk.CompareTo(one.Chunk));

    private readonly PriorityQueue<CachedDocument, (double Score, long Chunk)> _kept = new(FarthestFirst);

    public void Offer(CachedDocument document, long chunk, double score)
    {
        if (_kept.Count < limit)
            _kept.Enqueue(document, (score, chunk));
        else if (_kept.TryPeek(out _, out var farthest) && score > farthest.Score)
            _kept.DequeueEnqueue(document, (score, chunk));
    }

    /// <summary>Nearest first.</summary>
    public IReadOnlyList<(CachedDocument Document, long Chunk, double Score)> Take()
    {
        var nearest = new (CachedDocument, long, double)[_kept.Count];
        for (var i = nearest.Length - 1; _kept.TryDequeue(out var document, out var rank); i--)
            nearest[i] = (document, rank.Chunk, rank.Score);
        return nearest;
    }
}
