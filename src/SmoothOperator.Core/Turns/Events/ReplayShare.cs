namespace SmoothOperator.Turns.Events;

/// <summary>One stream's part of the replay budget, taken in blocks so that a token costs an addition.</summary>
internal struct ReplayShare
{
    private const int Block = 4096;

    private long _taken;
    private long _used;

    public bool TryAdd(ReplayBudget budget, int bytes)
    {
        _used += bytes;
        if (_used <= _taken)
            return true;
        var more = Math.Max(Block, _used - _taken);
        if (_used > budget.PerTurn || !budget.TryTake(more))
            return false;
        _taken += more;
        return true;
    }

    public void Release(ReplayBudget budget)
    {
        budget.Return(_taken);
        _taken = 0;
        _used = 0;
    }
}
