namespace SmoothOperator.Turns;

/// <summary>The row of a turn: what every conditional write is checked against.</summary>
public sealed record TurnHead
{
    /// <summary>A UUID, lower-case with hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>The conversation; it has at most one turn that has not ended.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The session the message came through.</summary>
    public required string SessionId { get; init; }

    /// <summary>The tenant.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>The client's id of the request; it may be used again once the turn has ended.</summary>
    public required string RequestId { get; init; }

    /// <summary>Where it stands.</summary>
    public required TurnState State { get; init; }

    /// <summary>The incarnation of the process that works on it; null while it is parked or after it has ended.</summary>
    public string? Owner { get; init; }

    /// <summary>Number of the present lease, from 1; every change of hands raises it.</summary>
    public required long Lease { get; init; }

    /// <summary>Epoch of the event numbers, from 1; it rises when something already sent may be lost.</summary>
    public int Epoch { get; init; } = 1;

    /// <summary>Number of the last event that the committed steps account for.</summary>
    public long LastSeq { get; init; }

    /// <summary>Takeovers after a death since the last step was written.</summary>
    public int Takeovers { get; init; }

    /// <summary>Somebody asked for cancellation; no further step is accepted but the last one.</summary>
    public bool CancelRequested { get; init; }

    /// <summary>What it waits for; not null exactly while it is parked.</summary>
    public TurnPark? Park { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, UTC; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether nothing more can happen to it.</summary>
    public bool HasEnded => State is TurnState.Completed or TurnState.Failed or TurnState.Cancelled;
}
