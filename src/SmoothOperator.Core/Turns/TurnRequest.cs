using SmoothOperator.Access;
using SmoothOperator.Conversations;

namespace SmoothOperator.Turns;

/// <summary>A message that is to be answered.</summary>
public sealed record TurnRequest
{
    /// <summary>The session it came through; the caller has checked that it may be used.</summary>
    public required Session Session { get; init; }

    /// <summary>The client's id of the request.</summary>
    public required string RequestId { get; init; }

    /// <summary>The message, exactly as sent.</summary>
    public required string Message { get; init; }

    /// <summary>On whose behalf documents are read and tools act.</summary>
    public required AccessContext Reader { get; init; }

    /// <summary>When the reader's groups stop counting, UTC, or null.</summary>
    public DateTimeOffset? GroupsExpireAt { get; init; }

    /// <summary>The model asked for, or null for the agent's or the server's.</summary>
    public string? Model { get; init; }

    /// <summary>Whether incremental events are wanted.</summary>
    public bool Stream { get; init; } = true;

    /// <summary>Whether the same request id within 24 hours means the same message sent again.</summary>
    public bool Deduplicate { get; init; }

    /// <summary>Images for the model.</summary>
    public IReadOnlyList<TurnImage> Images { get; init; } = [];

    /// <summary>Files for the host's tools.</summary>
    public IReadOnlyList<TurnFile> Files { get; init; } = [];
}
