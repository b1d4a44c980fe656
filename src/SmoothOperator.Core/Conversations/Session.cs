namespace SmoothOperator.Conversations;

/// <summary>One opening of a conversation by a client.</summary>
public sealed record Session
{
    /// <summary>A UUID, lower-case with hyphens; unguessable, because it is all an anonymous client has.</summary>
    public required string Id { get; init; }

    /// <summary>The conversation it opened.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The tenant; that of the conversation.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>The agent the client asked for.</summary>
    public string? AgentId { get; init; }

    /// <summary>The agent's display name.</summary>
    public required string AgentName { get; init; }

    /// <summary>The user's participant id.</summary>
    public required string UserParticipantId { get; init; }

    /// <summary>The agent's participant id.</summary>
    public required string AgentParticipantId { get; init; }

    /// <summary>State.</summary>
    public SessionStatus Status { get; init; }

    /// <summary>Tokens the provider reported for this session's turns.</summary>
    public long TokenCount { get; init; }

    /// <summary>Messages stored through this session.</summary>
    public long MessageCount { get; init; }

    /// <summary>What the client can render or do, as it declared; null when it declared nothing.</summary>
    public IReadOnlyList<string>? Supports { get; init; }

    /// <summary>Contact address as the client gave it; contact data, never an identity.</summary>
    public string? ContactEmail { get; init; }

    /// <summary>When it was created, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When something last happened in it, UTC.</summary>
    public required DateTimeOffset LastActivityAt { get; init; }
}
