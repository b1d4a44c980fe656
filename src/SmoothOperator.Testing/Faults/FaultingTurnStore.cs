using SmoothOperator.Storage;
using SmoothOperator.Turns;
using SmoothOperator.Turns.Steps;

namespace SmoothOperator.Testing.Faults;

/// <summary>A turn store that fails as planned.</summary>
/// <param name="inner">The store that does the work.</param>
/// <param name="plan">What goes wrong.</param>
public sealed class FaultingTurnStore(ITurnStore inner, FaultPlan plan) : ITurnStore
{
    /// <inheritdoc/>
    public Task<TurnBeginResult> BeginAsync(TurnBegin begin, CancellationToken cancellationToken) =>
        plan.AroundAsync(FaultSteps.Begin, () => inner.BeginAsync(begin, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<TurnWriteOutcome> AppendAsync(TurnWrite write, CancellationToken cancellationToken) =>
        plan.AroundAsync(FaultSteps.Append(write.Steps[^1]), () => inner.AppendAsync(write, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<TurnWriteOutcome> ParkAsync(TurnWrite write, TurnPark park, CancellationToken cancellationToken) =>
        plan.AroundAsync(FaultSteps.Park, () => inner.ParkAsync(write, park, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<TurnHead?> ResolveAsync(ParkAnswer answer, CancellationToken cancellationToken) =>
        plan.AroundAsync(FaultSteps.Resolve, () => inner.ResolveAsync(answer, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<TurnHead?> ClaimAsync(string turnId, long lease, string newOwner, CancellationToken cancellationToken) =>
        plan.AroundAsync(FaultSteps.Claim, () => inner.ClaimAsync(turnId, lease, newOwner, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<TurnWriteOutcome> EndAsync(TurnEnding ending, CancellationToken cancellationToken) =>
        plan.AroundAsync(FaultSteps.End(ending.Write.Steps[^1]), () => inner.EndAsync(ending, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> RequestCancelAsync(string turnId, CancellationToken cancellationToken) =>
        plan.AroundAsync(FaultSteps.RequestCancel, () => inner.RequestCancelAsync(turnId, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> RaiseEpochAsync(string turnId, long lease, int epoch, long lastSeq, CancellationToken cancellationToken) =>
        plan.AroundAsync(FaultSteps.RaiseEpoch, () => inner.RaiseEpochAsync(turnId, lease, epoch, lastSeq, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<TurnHead?> GetAsync(string turnId, CancellationToken cancellationToken) =>
        plan.AroundAsync(FaultSteps.ReadTurn, () => inner.GetAsync(turnId, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<TurnHead?> GetUnfinishedAsync(string conversationId, CancellationToken cancellationToken) =>
        plan.AroundAsync(FaultSteps.ReadTurn, () => inner.GetUnfinishedAsync(conversationId, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<TurnHead?> GetNewestAsync(string conversationId, string? requestId, CancellationToken cancellationToken) =>
        plan.AroundAsync(FaultSteps.ReadTurn, () => inner.GetNewestAsync(conversationId, requestId, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TurnStep>> ReadStepsAsync(string turnId, CancellationToken cancellationToken) =>
        plan.AroundAsync(FaultSteps.ReadSteps, () => inner.ReadStepsAsync(turnId, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TurnHead>> ListRunningOfOthersAsync(string owner, int limit, CancellationToken cancellationToken) =>
        plan.AroundAsync(FaultSteps.ListTurns, () => inner.ListRunningOfOthersAsync(owner, limit, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TurnHead>> ListDueParksAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        plan.AroundAsync(FaultSteps.ListTurns, () => inner.ListDueParksAsync(now, limit, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<int> PruneAsync(DateTimeOffset endedBefore, int limit, CancellationToken cancellationToken) =>
        plan.AroundAsync(FaultSteps.Prune, () => inner.PruneAsync(endedBefore, limit, cancellationToken), cancellationToken);
}
