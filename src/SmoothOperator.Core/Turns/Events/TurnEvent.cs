namespace SmoothOperator.Turns.Events;

/// <summary>Something clients see of a turn, other than text as it is written. Faces turn events into frames; an event knows no frame.</summary>
/// <param name="At">When it happened, UTC; told again it carries the same time.</param>
public abstract record TurnEvent(DateTimeOffset At)
{
    /// <summary>Whether it is left out of a turn whose client asked for no incremental events.</summary>
    public virtual bool IsIncremental => false;
}
