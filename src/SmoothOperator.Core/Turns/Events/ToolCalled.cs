namespace SmoothOperator.Turns.Events;

/// <summary>A tool call begins.</summary>
/// <param name="At">When.</param>
/// <param name="Name">The tool.</param>
/// <param name="Arguments">The arguments as the model wrote them.</param>
public sealed record ToolCalled(DateTimeOffset At, string Name, string Arguments) : TurnEvent(At)
{
    /// <inheritdoc/>
    public override bool IsIncremental => true;
}
