namespace SmoothOperator.Knowledge;

/// <summary>Keeps the best of many passages: highest score first, of equal scores the one indexed first.</summary>
internal sealed class TopRanked(int limit)
{
    private static readonly Comparer<(double Score, int Passage)> WorstFirst = Comparer<(double Score, int Passage)>.Create(
        static (one, other) => one.Score.CompareTo(other.Score) is var byScore and not 0 ? byScore : other.Passage.CompareTo(one.Passage));

    private readonly PriorityQueue<int, (double Score, int Passage)> _kept = new(WorstFirst);

    public void Offer(int passage, double score)
    {
        if (_kept.Count < limit)
            _kept.Enqueue(passage, (score, passage));
        else if (_kept.TryPeek(out _, out var worst) && score > worst.Score)
            _kept.DequeueEnqueue(passage, (score, passage));
    }

    /// <summary>What was kept, best first; takes it out.</summary>
    public (double Score, int Passage)[] Take()
    {
        var ranked = new (double Score, int Passage)[_kept.Count];
        for (var i = ranked.Length - 1; _kept.TryDequeue(out _, out var rank); i--)
            ranked[i] = rank;
        return ranked;
    }
}
