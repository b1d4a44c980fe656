namespace SmoothOperator.Turns.Steps;

/// <summary>One finished model call.</summary>
public sealed record ModelReplied : TurnStep
{
    /// <summary>The answer text of this call.</summary>
    public string Text { get; init; } = "";

    /// <summary>The reasoning of this call, if the model showed any.</summary>
    public string Reasoning { get; init; } = "";

    /// <summary>The tool calls asked for, in order.</summary>
    public IReadOnlyList<RequestedCall> Calls { get; init; } = [];

    /// <summary>Why the model stopped, as it said.</summary>
    public string? FinishReason { get; init; }

    /// <summary>What the provider reported for this call.</summary>
    public TokenUsage Usage { get; init; } = TokenUsage.None;

    /// <summary>Ids of the passages that were in the prompt as automatic context.</summary>
    public IReadOnlyList<string> ContextChunkIds { get; init; } = [];
}
