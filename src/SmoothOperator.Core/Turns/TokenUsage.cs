namespace SmoothOperator.Turns;

/// <summary>What the provider reported; null means not reported, never estimated.</summary>
/// <param name="PromptTokens">Tokens of the prompts.</param>
/// <param name="CompletionTokens">Tokens of the replies.</param>
/// <param name="CostUsd">Cost in US dollars.</param>
public sealed record TokenUsage(long? PromptTokens, long? CompletionTokens, double? CostUsd)
{
    /// <summary>Nothing was reported.</summary>
    public static TokenUsage None { get; } = new(null, null, null);

    /// <summary>Whether nothing was reported.</summary>
    public bool IsEmpty => PromptTokens is null && CompletionTokens is null && CostUsd is null;

    /// <summary>Sum of two reports; a number nobody reported stays unreported.</summary>
    public TokenUsage Plus(TokenUsage other) => new(
        Sum(PromptTokens, other.PromptTokens), Sum(CompletionTokens, other.CompletionTokens),
        CostUsd is null && other.CostUsd is null ? null : (CostUsd ?? 0) + (other.CostUsd ?? 0));

    private static long? Sum(long? left, long? right) => left is null && right is null ? null : (left ?? 0) + (right ?? 0);
}
