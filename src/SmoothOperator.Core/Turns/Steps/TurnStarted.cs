namespace SmoothOperator.Turns.Steps;

/// <summary>The first step: everything needed to run the turn again, and no token or key.</summary>
public sealed record TurnStarted : TurnStep
{
    /// <summary>The user's message exactly as sent.</summary>
    public required string Message { get; init; }

    /// <summary>Id of the stored user message.</summary>
    public required string MessageId { get; init; }

    /// <summary>The agent of the session.</summary>
    public string? AgentId { get; init; }

    /// <summary>The model the client asked for in this message, or null.</summary>
    public string? Model { get; init; }

    /// <summary>The verified user who asked, or null.</summary>
    public string? UserId { get; init; }

    /// <summary>The verified groups of the user.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>When the groups stop counting, UTC; null means they do not.</summary>
    public DateTimeOffset? GroupsExpireAt { get; init; }

    /// <summary>Whether incremental events are sent.</summary>
    public bool Stream { get; init; } = true;

    /// <summary>Images the user attached, for the model.</summary>
    public IReadOnlyList<TurnImage> Images { get; init; } = [];

    /// <summary>Files the user attached, for the host's tools.</summary>
    public IReadOnlyList<TurnFile> Files { get; init; } = [];
}
