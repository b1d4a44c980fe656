namespace SmoothOperator.Turns.Events;

/// <summary>Bytes that all streams together may remember for replay. When it runs short, ended turns are forgotten first.</summary>
/// <param name="limit">Bytes of all streams.</param>
/// <param name="perTurn">Bytes of one stream.</param>
internal sealed class ReplayBudget(long limit, long perTurn)
{
    private long _used;

    public long PerTurn => perTurn;

    /// <summary>Forgets ended turns; returns whether it forgot any. Set by the owner of ended turns.</summary>
    public Func<bool>? EvictEnded { get; set; }

    public long Used => Interlocked.Read(ref _used);

    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _used, bytes) <= limit)
            return true;
        while (EvictEnded?.Invoke() == true)
        {
            if (Interlocked.Read(ref _used) <= limit)
                return true;
        }

        Interlocked.Add(ref _used, -bytes);
        return false;
    }

    public void Return(long bytes) => Interlocked.Add(ref _used, -bytes);
}
