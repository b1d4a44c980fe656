namespace SmoothOperator.Turns.Steps;

/// <summary>The last step of a turn that was cancelled.</summary>
public sealed record TurnCancelled : TurnStep
{
    /// <summary>Number of the terminal event.</summary>
    public long Seq { get; init; }
}
