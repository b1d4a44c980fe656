using SmoothOperator.Turns;
using SmoothOperator.Turns.Steps;

namespace SmoothOperator.Storage;

/// <summary>
/// Turns and their steps. This is the atomic store: each method is one transaction, every write is conditional on the lease, and nobody else writes messages or counters.
/// All methods throw <see cref="StorageException"/> when the backend fails; nothing was stored then. A write whose wait is cancelled may still be stored.
/// </summary>
public interface ITurnStore
{
    /// <summary>Begins a turn, unless the conversation has one that has not ended, or the request is a duplicate (looked at first).</summary>
    Task<TurnBeginResult> BeginAsync(TurnBegin begin, CancellationToken cancellationToken);

    /// <summary>Adds steps to a running turn and sets its takeover count back to 0.</summary>
    Task<TurnWriteOutcome> AppendAsync(TurnWrite write, CancellationToken cancellationToken);

    /// <summary>Adds steps to a running turn and parks it: no owner, the same lease number.</summary>
    Task<TurnWriteOutcome> ParkAsync(TurnWrite write, TurnPark park, CancellationToken cancellationToken);

    /// <summary>Resolves a park; the turn runs again, under the next lease, owned by the new owner. Null when it is not parked at that call under that lease any more, or cancellation was asked for.</summary>
    Task<TurnHead?> ResolveAsync(ParkAnswer answer, CancellationToken cancellationToken);

    /// <summary>Takes a running turn over from a dead owner: next lease, takeover count + 1. Null when the lease has changed or the turn does not run.</summary>
    Task<TurnHead?> ClaimAsync(string turnId, long lease, string newOwner, CancellationToken cancellationToken);

    /// <summary>
    /// Ends a turn that runs or is parked under that lease. A completed or failed ending is refused with <see cref="TurnWriteOutcome.CancelRequested"/> when cancellation was asked for; a cancelled one never is.
    /// </summary>
    Task<TurnWriteOutcome> EndAsync(TurnEnding ending, CancellationToken cancellationToken);

    /// <summary>Sets the flag that stops a running turn at its next step. False when the turn does not run.</summary>
    Task<bool> RequestCancelAsync(string turnId, CancellationToken cancellationToken);

    /// <summary>Raises the epoch and sets the number of the last event. False when the lease has changed, the turn has ended, or its epoch is not lower.</summary>
    Task<bool> RaiseEpochAsync(string turnId, long lease, int epoch, long lastSeq, CancellationToken cancellationToken);

    /// <summary>The turn, or null.</summary>
    Task<TurnHead?> GetAsync(string turnId, CancellationToken cancellationToken);

    /// <summary>The conversation's turn that has not ended, or null.</summary>
    Task<TurnHead?> GetUnfinishedAsync(string conversationId, CancellationToken cancellationToken);

    /// <summary>The conversation's newest turn, or its newest one of that request; null when there is none.</summary>
    Task<TurnHead?> GetNewestAsync(string conversationId, string? requestId, CancellationToken cancellationToken);

    /// <summary>The turn's steps in order; empty when there is no such turn or its steps were pruned.</summary>
    Task<IReadOnlyList<TurnStep>> ReadStepsAsync(string turnId, CancellationToken cancellationToken);

    /// <summary>Running turns whose owner is not <paramref name="owner"/>, oldest first.</summary>
    Task<IReadOnlyList<TurnHead>> ListRunningOfOthersAsync(string owner, int limit, CancellationToken cancellationToken);

    /// <summary>Parked turns whose deadline is not after <paramref name="now"/>, earliest first.</summary>
    Task<IReadOnlyList<TurnHead>> ListDueParksAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>Removes turns that ended before <paramref name="endedBefore"/> with their steps; replies stay. Returns how many.</summary>
    Task<int> PruneAsync(DateTimeOffset endedBefore, int limit, CancellationToken cancellationToken);
}
