namespace SmoothOperator.Protocol;

/// <summary>What a streamed piece of text belongs to.</summary>
public enum TokenChannel
{
    /// <summary>The answer: <c>stream_token</c>.</summary>
    Answer,

    /// <summary>The model's thinking: <c>stream_reasoning</c>.</summary>
    Reasoning,
}
