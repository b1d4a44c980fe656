namespace SmoothOperator.Protocol;

/// <summary>A session as frames show it. The ids the server made must be UUIDs: a strict client parses them.</summary>
public sealed record FrameSession
{
    /// <summary>The session.</summary>
    public required string SessionId { get; init; }

    /// <summary>Its conversation, which is also its thread.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The agent as the client named it, trimmed; left out when an old session has none.</summary>
    public string? AgentId { get; init; }

    /// <summary>The agent's display name.</summary>
    public required string AgentName { get; init; }

    /// <summary>The user's participant.</summary>
    public required string UserParticipantId { get; init; }

    /// <summary>The agent's participant.</summary>
    public required string AgentParticipantId { get; init; }

    /// <summary><c>active</c>, <c>idle</c> or <c>ended</c>; shown by <c>get_session</c> only.</summary>
    public string Status { get; init; } = "active";
}
