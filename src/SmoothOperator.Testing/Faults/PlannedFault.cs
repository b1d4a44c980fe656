namespace SmoothOperator.Testing.Faults;

/// <summary>One fault of a plan, and how often its point must be reached before it strikes.</summary>
internal sealed class PlannedFault(FaultPoint point, FaultAction action, int occurrence, bool repeats)
{
    private int _remaining = occurrence;

    public FaultPoint Point => point;

    public FaultAction Action => action;

    public bool IsSpent => _remaining < 1 && !repeats;

    /// <summary>Counts one visit; true when the fault strikes now. Called with the plan's lock held.</summary>
    public bool StrikesUnsynchronized() => --_remaining == 0 || (repeats && _remaining < 0);
}
