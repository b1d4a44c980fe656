namespace SmoothOperator.Turns.Events;

/// <summary>A tool call ended.</summary>
/// <param name="At">When.</param>
/// <param name="Name">The tool.</param>
/// <param name="IsError">Whether it failed or was refused.</param>
/// <param name="Result">What came of it; faces show the beginning.</param>
public sealed record ToolReturned(DateTimeOffset At, string Name, bool IsError, string Result) : TurnEvent(At)
{
    /// <inheritdoc/>
    public override bool IsIncremental => true;
}
