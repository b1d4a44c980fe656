using SmoothOperator.Storage;
using SmoothOperator.Turns;
using SmoothOperator.Turns.Steps;

namespace SmoothOperator.Testing;

internal sealed class InterceptedTurnStore(ITurnStore inner, InterceptedStorage hooks) : ITurnStore
{
    public Task<TurnBeginResult> BeginAsync(TurnBegin begin, CancellationToken cancellationToken) =>
        hooks.CallAsync(nameof(BeginAsync), () => inner.BeginAsync(begin, cancellationToken), cancellationToken);

    public Task<TurnWriteOutcome> AppendAsync(TurnWrite write, CancellationToken cancellationToken) =>
        hooks.CallAsync(nameof(AppendAsync), () => inner.AppendAsync(write, cancellationToken), cancellationToken);

    public Task<TurnWriteOutcome> ParkAsync(TurnWrite write, TurnPark park, CancellationToken cancellationToken) =>
        hooks.CallAsync(nameof(ParkAsync), () => inner.ParkAsync(write, park, cancellationToken), cancellationToken);

    public Task<TurnHead?> ResolveAsync(ParkAnswer answer, CancellationToken cancellationToken) =>
        hooks.CallAsync(nameof(ResolveAsync), () => inner.ResolveAsync(answer, cancellationToken), cancellationToken);

    public Task<TurnHead?> ClaimAsync(string turnId, long lease, string newOwner, CancellationToken cancellationToken) =>
        hooks.CallAsync(nameof(ClaimAsync), () => inner.ClaimAsync(turnId, lease, newOwner, cancellationToken), cancellationToken);

    public Task<TurnWriteOutcome> EndAsync(TurnEnding ending, CancellationToken cancellationToken) =>
        hooks.CallAsync(nameof(EndAsync), () => inner.EndAsync(ending, cancellationToken), cancellationToken);

    public Task<bool> RequestCancelAsync(string turnId, CancellationToken cancellationToken) =>
        hooks.CallAsync(nameof(RequestCancelAsync), () => inner.RequestCancelAsync(turnId, cancellationToken), cancellationToken);

    public Task<bool> RaiseEpochAsync(string turnId, long lease, int epoch, long lastSeq, CancellationToken cancellationToken) =>
        hooks.CallAsync(nameof(RaiseEpochAsync), () => inner.RaiseEpochAsync(turnId, lease, epoch, lastSeq, cancellationToken), cancellationToken);

    public Task<TurnHead?> GetAsync(string turnId, CancellationToken cancellationToken) =>
        hooks.CallAsync(nameof(GetAsync), () => inner.GetAsync(turnId, cancellationToken), cancellationToken);

    public Task<TurnHead?> GetUnfinishedAsync(string conversationId, CancellationToken cancellationToken) =>
        hooks.CallAsync(nameof(GetUnfinishedAsync), () => inner.GetUnfinishedAsync(conversationId, cancellationToken), cancellationToken);

    public Task<TurnHead?> GetNewestAsync(string conversationId, string? requestId, CancellationToken cancellationToken) =>
        hooks.CallAsync(nameof(GetNewestAsync), () => inner.GetNewestAsync(conversationId, requestId, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<TurnStep>> ReadStepsAsync(string turnId, CancellationToken cancellationToken) =>
        hooks.CallAsync(nameof(ReadStepsAsync), () => inner.ReadStepsAsync(turnId, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<TurnHead>> ListRunningOfOthersAsync(string owner, int limit, CancellationToken cancellationToken) =>
        hooks.CallAsync(nameof(ListRunningOfOthersAsync), () => inner.ListRunningOfOthersAsync(owner, limit, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<TurnHead>> ListDueParksAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        hooks.CallAsync(nameof(ListDueParksAsync), () => inner.ListDueParksAsync(now, limit, cancellationToken), cancellationToken);

    public Task<int> PruneAsync(DateTimeOffset endedBefore, int limit, CancellationToken cancellationToken) =>
        hooks.CallAsync(nameof(PruneAsync), () => inner.PruneAsync(endedBefore, limit, cancellationToken), cancellationToken);
}
