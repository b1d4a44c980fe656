namespace SmoothOperator.Turns.Steps;

/// <summary>A park ended.</summary>
public sealed record ParkResolved : TurnStep
{
    /// <summary>The call.</summary>
    public required string CallId { get; init; }

    /// <summary>The park.</summary>
    public required string ApprovalId { get; init; }

    /// <summary>How.</summary>
    public required ParkOutcome Outcome { get; init; }

    /// <summary>The verified user who decided, or null.</summary>
    public string? DecidedBy { get; init; }
}
