namespace SmoothOperator.Turns;

/// <summary>A person's answer to a parked turn.</summary>
public sealed record ApprovalAnswer
{
    /// <summary>The conversation whose turn waits; the caller has checked that it may be used.</summary>
    public required string ConversationId { get; init; }

    /// <summary>Yes or no.</summary>
    public required bool Approved { get; init; }

    /// <summary>The verified user who answers, or null.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>Whether the answer is about this turn's present park; asked with the row just read.</summary>
    public required Func<TurnHead, bool> IsAbout { get; init; }

    /// <summary>Tells the client that its answer counts; called after the answer is stored and before the turn goes on.</summary>
    public required Action Acknowledge { get; init; }
}
