using System.Runtime.InteropServices;

namespace SmoothOperator.Protocol;

/// <summary>What the provider reported for a turn. What it did not report is <see langword="null"/> and left out.</summary>
/// <param name="CostUsd">US dollars.</param>
/// <param name="PromptTokens">Tokens read.</param>
/// <param name="CompletionTokens">Tokens written.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FrameUsage(decimal? CostUsd, long? PromptTokens, long? CompletionTokens)
{
    /// <summary>Whether nothing was reported.</summary>
    public bool IsEmpty => CostUsd is null && PromptTokens is null && CompletionTokens is null;
}
