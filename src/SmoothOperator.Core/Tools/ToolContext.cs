using SmoothOperator.Access;
using SmoothOperator.Turns;

namespace SmoothOperator.Tools;

/// <summary>Whose turn tools are made for.</summary>
public sealed record ToolContext
{
    /// <summary>On whose behalf the tools act.</summary>
    public required AccessContext Reader { get; init; }

    /// <summary>The turn.</summary>
    public required string TurnId { get; init; }

    /// <summary>The conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The session.</summary>
    public required string SessionId { get; init; }

    /// <summary>The agent, if known.</summary>
    public string? AgentId { get; init; }

    /// <summary>Files the user attached to the message.</summary>
    public IReadOnlyList<TurnFile> Files { get; init; } = [];
}
