namespace SmoothOperator.Turns.Steps;

/// <summary>The last step of a turn that succeeded; it holds all that the terminal event says.</summary>
public sealed record TurnCompleted : TurnStep
{
    /// <summary>Id of the stored reply; of nothing when the reply is empty.</summary>
    public required string MessageId { get; init; }

    /// <summary>The reply.</summary>
    public required string Reply { get; init; }

    /// <summary>At most 8 documents.</summary>
    public IReadOnlyList<Citation> Citations { get; init; } = [];

    /// <summary>Sums over all model calls of the turn.</summary>
    public TokenUsage Usage { get; init; } = TokenUsage.None;

    /// <summary>Number of the terminal event.</summary>
    public long Seq { get; init; }
}
