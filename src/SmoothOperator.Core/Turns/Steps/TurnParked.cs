namespace SmoothOperator.Turns.Steps;

/// <summary>The turn waits for a person's decision about one call.</summary>
public sealed record TurnParked : TurnStep
{
    /// <summary>The call.</summary>
    public required string CallId { get; init; }

    /// <summary>A UUID made for this park.</summary>
    public required string ApprovalId { get; init; }

    /// <summary>SHA-256 of name and arguments, lower-case hex: the decision is about exactly this call.</summary>
    public required string ArgumentsHash { get; init; }

    /// <summary>The question put to the person, secrets masked.</summary>
    public required string Description { get; init; }

    /// <summary>When waiting ends as a denial, UTC.</summary>
    public required DateTimeOffset Deadline { get; init; }
}
