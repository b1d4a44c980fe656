namespace SmoothOperator.Turns.Steps;

/// <summary>A tool call ended: with a result, an error, or a refusal.</summary>
public sealed record ToolFinished : TurnStep
{
    /// <summary>The call.</summary>
    public required string CallId { get; init; }

    /// <summary>Whether <see cref="Result"/> is an error.</summary>
    public bool IsError { get; init; }

    /// <summary>What the model is given.</summary>
    public required string Result { get; init; }

    /// <summary>Documents the call found; they are cited after the automatic ones.</summary>
    public IReadOnlyList<Citation> Sources { get; init; } = [];
}
