namespace SmoothOperator.Conversations;

/// <summary>A party of a conversation. Each session adds its own user and agent.</summary>
public sealed record Participant
{
    /// <summary>A UUID, lower-case with hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The tenant; that of the conversation.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>User or agent.</summary>
    public required ParticipantKind Kind { get; init; }

    /// <summary>The name shown.</summary>
    public required string Name { get; init; }

    /// <summary>Contact address as the client gave it; contact data, never an identity.</summary>
    public string? Email { get; init; }

    /// <summary>The user's browser fingerprint, if the client sent one.</summary>
    public string? BrowserFingerprint { get; init; }

    /// <summary>The agent's id on the agent's row.</summary>
    public string? InternalId { get; init; }

    /// <summary>When it joined, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
