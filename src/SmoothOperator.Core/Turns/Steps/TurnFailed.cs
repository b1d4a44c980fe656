namespace SmoothOperator.Turns.Steps;

/// <summary>The last step of a turn that failed.</summary>
public sealed record TurnFailed : TurnStep
{
    /// <summary>The error code of the protocol.</summary>
    public required string Code { get; init; }

    /// <summary>What the client is told.</summary>
    public required string Message { get; init; }

    /// <summary>Under which id the log has the detail.</summary>
    public required string ErrorId { get; init; }

    /// <summary>Number of the terminal event.</summary>
    public long Seq { get; init; }
}
