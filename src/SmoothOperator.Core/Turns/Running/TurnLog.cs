using Microsoft.Extensions.Logging;
using SmoothOperator.Conversations;
using SmoothOperator.Storage;
using SmoothOperator.Turns.Events;
using SmoothOperator.Turns.Steps;

namespace SmoothOperator.Turns.Running;

/// <summary>
/// Writes the steps of one run of a turn. A step whose effect others can see is committed first; a step that only reads may wait for the next commit, because losing it costs nothing but doing it again.
/// A write once begun is not given up for a cancelled turn, so that it is known what is stored.
/// </summary>
internal sealed partial class TurnLog(ITurnStore store, LiveTurn live, TurnProgress progress, TimeProvider time, ILogger logger, CancellationToken stopping)
{
    private static readonly TimeSpan[] RetryDelays =
        [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(400), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5)];

    private readonly List<TurnStep> _waiting = [];

    public TurnProgress Progress => progress;

    public TurnStream Stream => live.Stream;

    /// <summary>Takes note of a step and tells its event; it is stored with the next commit.</summary>
    public void Note(TurnStep step)
    {
        progress.Apply(step);
        _waiting.Add(step);
    }

    /// <summary>Stores a step and all that waited.</summary>
    /// <param name="step">The step.</param>
    /// <param name="lastSeq">Number of the last event that the steps account for, those told right after the commit included.</param>
    /// <param name="cancellationToken">Stops the turn.</param>
    public async Task CommitAsync(TurnStep step, long lastSeq, CancellationToken cancellationToken)
    {
        progress.Apply(step);
        var write = Write(step, lastSeq);
        Check(await RetryAsync(() => store.AppendAsync(write, stopping), cancellationToken));
        live.Head = live.Head with { LastSeq = lastSeq, Takeovers = 0 };
        _waiting.Clear();
    }

    /// <summary>Parks the turn: from here on nobody owns it.</summary>
    public async Task ParkAsync(TurnParked step, long lastSeq, CancellationToken cancellationToken)
    {
        progress.Apply(step);
        var park = new TurnPark(step.CallId, step.ApprovalId, step.Deadline);
        var write = Write(step, lastSeq);
        Check(await RetryAsync(() => store.ParkAsync(write, park, stopping), cancellationToken));
        live.Head = live.Head with { LastSeq = lastSeq, Takeovers = 0, State = TurnState.Parked, Owner = null, Park = park };
        _waiting.Clear();
    }

    /// <summary>Ends the turn. Tries for a while when the storage fails, then throws what it threw.</summary>
    public async Task<TurnWriteOutcome> EndAsync(TurnStep last, TurnState state, Message? reply, CancellationToken cancellationToken)
    {
        var tokens = (progress.Usage.PromptTokens ?? 0) + (progress.Usage.CompletionTokens ?? 0);
        var ending = new TurnEnding(Write(last, Stream.LastSeq + 1), state, reply, state == TurnState.Completed ? tokens : 0, last.At);
        var outcome = await RetryAsync(() => store.EndAsync(ending, cancellationToken), cancellationToken);
        if (outcome == TurnWriteOutcome.Written)
            live.Head = live.Head with { State = state, Owner = null, Park = null, EndedAt = last.At, LastSeq = ending.Write.LastSeq };
        return outcome;
    }

    private TurnWrite Write(TurnStep step, long lastSeq) => new(live.Head.Id, live.Head.Lease, [.. _waiting, step], lastSeq);

    private static void Check(TurnWriteOutcome outcome)
    {
        if (outcome == TurnWriteOutcome.Fenced)
            throw new TurnFencedException();
        if (outcome == TurnWriteOutcome.CancelRequested)
            throw new OperationCanceledException("Cancellation of the turn was asked for.");
    }

    private async Task<T> RetryAsync<T>(Func<Task<T>> write, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await write();
            }
            catch (StorageException failure) when (attempt < RetryDelays.Length)
            {
                LogRetry(failure, live.Head.Id, RetryDelays[attempt].TotalMilliseconds);
                await Task.Delay(RetryDelays[attempt], time, cancellationToken);
            }
        }
    }

    [LoggerMessage(EventId = 1101, Level = LogLevel.Warning, Message = "A step of turn {TurnId} could not be stored; trying again in {Delay} ms.")]
    private partial void LogRetry(Exception failure, string turnId, double delay);
}
