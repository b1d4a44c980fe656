namespace SmoothOperator.Turns.Steps;

/// <summary>A tool call is about to take effect. Without a <see cref="ToolFinished"/> its outcome is unknown, and only an idempotent tool is called again.</summary>
public sealed record ToolStarted : TurnStep
{
    /// <summary>The call.</summary>
    public required string CallId { get; init; }
}
