namespace SmoothOperator.Protocol;

/// <summary>What a turn that succeeded ends with.</summary>
/// <param name="MessageId">The stored reply's id; a fresh UUID when the reply is empty and nothing was stored.</param>
/// <param name="Text">The whole reply.</param>
public sealed record FrameReply(string MessageId, string Text)
{
    /// <summary>What the user might say next.</summary>
    public IReadOnlyList<string> SuggestedNextActions { get; init; } = [];

    /// <summary>Whether a person should take over.</summary>
    public bool NeedsEscalation { get; init; }

    /// <summary>The sources; left out when there are none.</summary>
    public IReadOnlyList<FrameCitation> Citations { get; init; } = [];

    /// <summary>What the turn cost; left out when nothing was reported.</summary>
    public FrameUsage Usage { get; init; }

    /// <summary>A host tool's message to the host's page, passed through; left out when there is none.</summary>
    public RawJsonObject Directive { get; init; }
}
