using Microsoft.Extensions.AI;

namespace SmoothOperator.Models;

/// <summary>What one event of a completion stream says that the reply does not keep; used again for every event.</summary>
internal sealed class CompletionEvent
{
    /// <summary>The content, still escaped, when the event brought it as one plain string.</summary>
    public ReadOnlyMemory<byte> RawText { get; set; }

    /// <summary>Whether <see cref="RawText"/> can be handed on without decoding.</summary>
    public bool RawTextIsSafe { get; set; }

    /// <summary>The content of an event that brought it in parts.</summary>
    public string? Text { get; set; }

    public string? ReasoningContent { get; set; }

    public string? Reasoning { get; set; }

    public string? FinishReason { get; set; }

    public UsageDetails? Usage { get; set; }

    public ProviderError? Error { get; set; }

    /// <summary>The first id that the stream named; kept over all events, which repeat it.</summary>
    public string? Id { get; set; }

    /// <summary>The first model that the stream named.</summary>
    public string? Model { get; set; }

    public bool HasText => !RawText.IsEmpty || Text is not null;

    /// <summary>Whether the event said nothing but text that can be used as it stands.</summary>
    public bool IsTextOnly =>
        RawTextIsSafe && !RawText.IsEmpty && Text is null && ReasoningContent is null && Reasoning is null && FinishReason is null && Usage is null && Error is null;

    public void Reset()
    {
        RawText = default;
        RawTextIsSafe = false;
        Text = ReasoningContent = Reasoning = FinishReason = null;
        Usage = null;
        Error = null;
    }
}
