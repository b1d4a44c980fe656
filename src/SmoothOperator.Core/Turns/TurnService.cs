using System.Text.Json;
using Microsoft.Extensions.Logging;
using SmoothOperator.Conversations;
using SmoothOperator.Storage;
using SmoothOperator.Turns.Events;
using SmoothOperator.Turns.Running;
using SmoothOperator.Turns.Steps;

namespace SmoothOperator.Turns;

/// <summary>Owns the turns of this process: begins them, answers their parks, cancels them, lets clients follow them, and takes over what a dead process left.</summary>
/// <remarks>The storage decides every race; what this class keeps in memory only makes it fast and lets streams be resumed.</remarks>
public sealed partial class TurnService : IAsyncDisposable
{
    /// <summary>Takeovers after a death, without a new step in between, that end a turn: one that kills its process must not kill the next ones.</summary>
    public const int MaxTakeovers = 5;

    private const int MaxRaces = 5;
    private static readonly TimeSpan BetweenRaces = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan DuplicateWindow = TimeSpan.FromHours(24);

    /// <summary>For writes on whose outcome this process must act: whoever asked may be gone before it is known, and nobody else would run what was stored.</summary>
    private static readonly CancellationToken NotStopped = CancellationToken.None;

    private readonly IStorage _storage;
    private readonly TurnRunner _runner;
    private readonly TurnHub _hub;
    private readonly Incarnation _self;
    private readonly TimeProvider _time;
    private readonly ILogger<TurnService> _logger;
    private readonly RunningTurns _running = new();

    internal TurnService(IStorage storage, TurnRunner runner, TurnHub hub, Incarnation self, TimeProvider time, ILogger<TurnService> logger)
    {
        _storage = storage;
        _runner = runner;
        _hub = hub;
        _self = self;
        _time = time;
        _logger = logger;
    }

    /// <summary>Turns this process runs at the moment.</summary>
    public int RunningCount => _running.Count;

    /// <summary>Whether the conversation has a turn that has not ended.</summary>
    /// <exception cref="StorageException">The storage failed.</exception>
    public async ValueTask<bool> IsBusyAsync(string conversationId, CancellationToken cancellationToken) =>
        _hub.CurrentOf(conversationId) is not null || await _storage.Turns.GetUnfinishedAsync(conversationId, cancellationToken) is not null;

    /// <summary>Whether the conversation has, or had, a turn of this request.</summary>
    /// <exception cref="StorageException">The storage failed.</exception>
    public async ValueTask<bool> IsKnownRequestAsync(string conversationId, string requestId, CancellationToken cancellationToken) =>
        await _storage.Turns.GetNewestAsync(conversationId, requestId, cancellationToken) is not null;

    /// <summary>Whether the same request was sent within the window in which that means the same message again.</summary>
    /// <exception cref="StorageException">The storage failed.</exception>
    public async ValueTask<bool> IsRepeatAsync(string conversationId, string requestId, CancellationToken cancellationToken) =>
        await _storage.Turns.GetNewestAsync(conversationId, requestId, cancellationToken) is { } turn && turn.StartedAt >= _time.GetUtcNow() - DuplicateWindow;

    /// <summary>Stores a message and begins its turn, which then runs by itself; the audience hears it from its first event on.</summary>
    /// <exception cref="StorageException">Nothing was stored.</exception>
    public async Task<TurnStart> StartAsync(TurnRequest request, ITurnAudience audience, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var session = request.Session;
        var head = new TurnHead
        {
            Id = Uuid.InTimeOrder(now),
            ConversationId = session.ConversationId,
            SessionId = session.Id,
            OrganizationId = session.OrganizationId,
            RequestId = request.RequestId,
            State = TurnState.Running,
            Owner = _self.Id,
            Lease = 1,
            LastSeq = 1,
            StartedAt = now,
        };
        var message = new Message(Uuid.InTimeOrder(now), session.ConversationId, session.OrganizationId, MessageDirection.Inbound, request.Message, now);
        var started = new TurnStarted
        {
            At = now,
            Message = request.Message,
            MessageId = message.Id,
            AgentId = session.AgentId,
            Model = request.Model,
            UserId = request.Reader.UserId,
            Groups = request.Reader.Groups,
            GroupsExpireAt = request.GroupsExpireAt,
            Stream = request.Stream,
            Images = request.Images,
            Files = request.Files,
        };
        var begun = await _storage.Turns.BeginAsync(new TurnBegin(head, started, message, request.Deduplicate ? now - DuplicateWindow : null), NotStopped);
        if (begun.Outcome != TurnBeginOutcome.Begun)
            return new TurnStart(begun.Outcome, begun.Turn);

        var stream = new TurnStream(head with { LastSeq = 0 }, request.Stream, _hub.Budget, _time);
        stream.Attach(audience.FollowerOf(stream, cancellationOnly: false));
        var live = _hub.Add(new LiveTurn(head, stream));
        stream.Tell(new TurnAccepted(now));
        stream.Flush();
        Run(live, TurnProgress.Of([started]));
        return new TurnStart(TurnBeginOutcome.Begun, head);
    }

    /// <summary>The message a turn was begun with, or null when its steps were pruned.</summary>
    /// <exception cref="StorageException">The storage failed.</exception>
    public async Task<string?> MessageOfAsync(string turnId, CancellationToken cancellationToken) =>
        (await _storage.Turns.ReadStepsAsync(turnId, cancellationToken)).OfType<TurnStarted>().FirstOrDefault()?.Message;

    /// <summary>Answers the park of a conversation's turn. One conditional write decides between answers, deadline and cancellation.</summary>
    /// <returns>Whether this answer counted; then the audience follows the turn from its acknowledgement on.</returns>
    /// <exception cref="StorageException">Nothing was stored; the park is still open.</exception>
    public async Task<bool> AnswerAsync(ApprovalAnswer answer, ITurnAudience audience, CancellationToken cancellationToken)
    {
        var head = await UnfinishedAsync(answer.ConversationId, cancellationToken);
        if (head is not { State: TurnState.Parked, Park: { } park } || park.Deadline <= _time.GetUtcNow() || !answer.IsAbout(head))
            return false;
        var outcome = answer.Approved ? ParkOutcome.Approved : ParkOutcome.Denied;
        return await ResolveAsync(head, park, outcome, answer.DecidedBy, answer.Acknowledge, audience, cancellationToken);
    }

    /// <summary>Denies the parks whose deadline has passed.</summary>
    /// <exception cref="StorageException">The storage failed; the next call tries again.</exception>
    public async Task ExpireParksAsync(CancellationToken cancellationToken)
    {
        const int Batch = 100;
        foreach (var head in await _storage.Turns.ListDueParksAsync(_time.GetUtcNow(), Batch, cancellationToken))
        {
            if (head.Park is { } park)
                await TryAsync(head, ResolveAsync(head, park, ParkOutcome.TimedOut, decidedBy: null, acknowledge: null, audience: null, cancellationToken));
        }
    }

    /// <summary>Cancels a conversation's turn, running or parked. Nothing happens when there is none, or when it is ending already.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="turnId">Only this turn, or null for whichever it is.</param>
    /// <param name="asker">Hears that the turn was cancelled, once, also if it does not follow it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="StorageException">A parked turn could not be cancelled; it is still parked.</exception>
    public async Task CancelAsync(string conversationId, string? turnId, ITurnAudience asker, CancellationToken cancellationToken)
    {
        for (var race = 0; race < MaxRaces; race++)
        {
            var head = await UnfinishedAsync(conversationId, cancellationToken);
            if (head is null || (turnId is not null && !string.Equals(head.Id, turnId, StringComparison.Ordinal)))
                return;
            if (head.State == TurnState.Parked)
            {
                if (await CancelParkedAsync(head, asker, cancellationToken))
                    return;
            }
            else if (_hub.CurrentOf(conversationId) is { } live)
            {
                CancelRunning(live, asker);
                return;
            }
            else
            {
                await _storage.Turns.RequestCancelAsync(head.Id, NotStopped);
                if (!string.Equals(head.Owner, _self.Id, StringComparison.Ordinal))
                    return;
            }

            // Its row is stored and stops it at its next step; its run begins here in a moment, and can then be stopped at once.
            await Task.Delay(BetweenRaces * (race + 1), _time, cancellationToken);
        }
    }

    /// <summary>Lets an audience pick up a turn: what it missed, then what comes.</summary>
    /// <param name="conversationId">The conversation; the caller has checked that it may be read.</param>
    /// <param name="requestId">The newest turn of this request, or null for the running turn, else the last.</param>
    /// <param name="epoch">The epoch the audience knows; 0 for none.</param>
    /// <param name="afterSeq">The last number it has seen in that epoch; 0 for none.</param>
    /// <param name="audience">Who follows.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>False when there is no such turn, or nothing of it can be told any more.</returns>
    /// <exception cref="StorageException">The storage failed.</exception>
    public async Task<bool> ResumeAsync(string conversationId, string? requestId, int epoch, long afterSeq, ITurnAudience audience, CancellationToken cancellationToken)
    {
        for (var race = 0; race < MaxRaces; race++)
        {
            var live = _hub.CurrentOf(conversationId);
            if (live is not null && (requestId is null || string.Equals(live.Head.RequestId, requestId, StringComparison.Ordinal)))
            {
                if (await ResumeLiveAsync(live, epoch, afterSeq, audience, cancellationToken))
                    return true;
                continue;
            }

            var head = await _storage.Turns.GetNewestAsync(conversationId, requestId, cancellationToken);
            if (head is null)
                return false;
            if (head.HasEnded)
                return await ResumeEndedAsync(head, epoch, afterSeq, audience, cancellationToken);
            if (head.State == TurnState.Parked)
                _hub.Add(await RecallAsync(head, cancellationToken));
            else
                await Task.Delay(BetweenRaces * (race + 1), _time, cancellationToken); // Its row is stored; its run begins in a moment.
        }

        return false;
    }

    /// <summary>Takes over every turn a dead process left running. Called before clients are let in.</summary>
    /// <exception cref="StorageException">The storage failed.</exception>
    public async Task TakeOverAsync(CancellationToken cancellationToken)
    {
        const int Batch = 500;
        while (true)
        {
            var left = await _storage.Turns.ListRunningOfOthersAsync(_self.Id, Batch, cancellationToken);
            var hasTaken = false;
            foreach (var head in left)
                hasTaken |= await TryAsync(head, TakeOverAsync(head, cancellationToken));

            if (left.Count < Batch || !hasTaken)
                return;
        }
    }

    /// <summary>Forgets what nobody can be waiting for any more, and removes the steps of turns that ended long ago.</summary>
    /// <exception cref="StorageException">The storage failed; the next call tries again.</exception>
    public async Task TidyAsync(TimeSpan retention, CancellationToken cancellationToken)
    {
        const int Batch = 500;
        while (await _storage.Turns.PruneAsync(_time.GetUtcNow() - retention, Batch, cancellationToken) == Batch)
        {
        }
    }

    /// <summary>Forgets remembered events that nobody can be waiting for any more.</summary>
    public void ForgetOld() => _hub.Sweep();

    /// <summary>A follower is gone; the turn goes on.</summary>
    /// <param name="stream">What it followed.</param>
    /// <param name="follower">The follower.</param>
    public static void Leave(TurnStream stream, ITurnFollower follower) => stream.Detach(follower);

    /// <summary>Waits for running turns, at most so long, then leaves the rest to the next process.</summary>
    public Task StopAsync(TimeSpan patience) => _running.StopAsync(patience, _time);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => new(_running.StopAsync(TimeSpan.Zero, _time));

    private async ValueTask<TurnHead?> UnfinishedAsync(string conversationId, CancellationToken cancellationToken) =>
        _hub.CurrentOf(conversationId)?.Head is { HasEnded: false } head ? head : await _storage.Turns.GetUnfinishedAsync(conversationId, cancellationToken);

    /// <summary>Resolves a park and runs the turn on. All that may fail comes before the write: once it is stored, this process is the only one that will run the turn.</summary>
    private async Task<bool> ResolveAsync(TurnHead head, TurnPark park, ParkOutcome outcome, string? decidedBy, Action? acknowledge, ITurnAudience? audience, CancellationToken cancellationToken)
    {
        var steps = await _storage.Turns.ReadStepsAsync(head.Id, cancellationToken);
        var step = new ParkResolved { At = _time.GetUtcNow(), CallId = park.CallId, ApprovalId = park.ApprovalId, Outcome = outcome, DecidedBy = decidedBy };
        if (await _storage.Turns.ResolveAsync(new ParkAnswer(head.Id, head.Lease, _self.Id, step), NotStopped) is not { } resumed)
            return false;
        acknowledge?.Invoke();
        var progress = TurnProgress.Of([.. steps, step]);
        var live = Revive(resumed, progress);
        if (audience is not null)
            live.Stream.Attach(audience.FollowerOf(live.Stream, cancellationOnly: false));
        Run(live, progress);
        return true;
    }

    private async Task<bool> TakeOverAsync(TurnHead left, CancellationToken cancellationToken)
    {
        var progress = TurnProgress.Of(await _storage.Turns.ReadStepsAsync(left.Id, cancellationToken));
        if (await _storage.Turns.ClaimAsync(left.Id, left.Lease, _self.Id, cancellationToken) is not { } claimed)
            return false;
        LogTakenOver(claimed.Id, claimed.Takeovers);
        var live = Revive(claimed, progress);
        if (!progress.NothingSentIsLost)
        {
            var epoch = claimed.Epoch + 1;
            await _storage.Turns.RaiseEpochAsync(claimed.Id, claimed.Lease, epoch, live.Stream.LastSeqWhenRestarted(), cancellationToken);
            live.Stream.Renumber(epoch);
            live.Head = claimed with { Epoch = epoch };
        }

        Run(live, progress);
        return true;
    }

    /// <summary>A turn that this program cannot read is left to one that can: it keeps no other turn, and no server, from going on.</summary>
    private async Task<bool> TryAsync(TurnHead head, Task<bool> work)
    {
        try
        {
            return await work;
        }
        catch (Exception unreadable) when (unreadable is NotSupportedException or JsonException)
        {
            LogUnreadable(unreadable, head.Id);
            return false;
        }
    }

    private static void CancelRunning(LiveTurn live, ITurnAudience asker)
    {
        var follower = asker.FollowerOf(live.Stream, cancellationOnly: true);
        var isNew = !live.Stream.IsFollowedBy(follower);
        live.Stream.Attach(follower);
        if (!live.TryCancel() && isNew)
            live.Stream.Detach(follower);
    }

    private async Task<bool> CancelParkedAsync(TurnHead head, ITurnAudience asker, CancellationToken cancellationToken)
    {
        var live = _hub.Add(_hub.CurrentOf(head.ConversationId) ?? await RecallAsync(head, cancellationToken));
        var step = new TurnCancelled { At = _time.GetUtcNow(), Seq = live.Stream.LastSeq + 1 };
        var ending = new TurnEnding(new TurnWrite(head.Id, head.Lease, [step], step.Seq), TurnState.Cancelled, Reply: null, TokensReported: 0, step.At);
        if (await _storage.Turns.EndAsync(ending, NotStopped) != TurnWriteOutcome.Written)
        {
            await StopAnsweredAsync(live, asker);
            return false;
        }

        live.Stream.Attach(asker.FollowerOf(live.Stream, cancellationOnly: true));
        live.Head = live.Head with { State = TurnState.Cancelled, Park = null, EndedAt = step.At, LastSeq = step.Seq };
        _hub.Release(live);
        live.Stream.Tell(new TurnEnded(step));
        live.Stream.Flush();
        Retire(live);
        return true;
    }

    /// <summary>Somebody answered first and the turn is about to run, with the followers it has: its row is told to stop. Or it has ended elsewhere, and is not the conversation's turn any more.</summary>
    private async Task StopAnsweredAsync(LiveTurn live, ITurnAudience asker)
    {
        if (await _storage.Turns.RequestCancelAsync(live.Head.Id, NotStopped))
            live.Stream.Attach(asker.FollowerOf(live.Stream, cancellationOnly: true));
        else if (await _storage.Turns.GetAsync(live.Head.Id, NotStopped) is null or { HasEnded: true })
            _hub.Release(live);
    }

    private async Task<bool> ResumeLiveAsync(LiveTurn live, int epoch, long afterSeq, ITurnAudience audience, CancellationToken cancellationToken)
    {
        var follower = audience.FollowerOf(live.Stream, cancellationOnly: false);
        var head = live.Head;
        if (live.Stream.TryResume(follower, epoch, afterSeq, head.State)
            || (epoch != live.Stream.Epoch && live.Stream.TryResume(follower, epoch, afterSeq: 0, head.State)))
        {
            live.Stream.Flush();
            return true;
        }

        var next = live.Stream.Epoch + 1;
        if (!await _storage.Turns.RaiseEpochAsync(head.Id, head.Lease, next, live.Stream.LastSeqWhenRestarted(), NotStopped))
            return false;
        live.Head = live.Head with { Epoch = next };
        live.Stream.Restart(next, head.State, follower);
        live.Stream.Flush();
        return true;
    }

    /// <summary>A turn that has ended is told from memory while it is remembered, else from its steps, one epoch on: the same every time.</summary>
    private async Task<bool> ResumeEndedAsync(TurnHead head, int epoch, long afterSeq, ITurnAudience audience, CancellationToken cancellationToken)
    {
        if (_hub.EndedTurn(head.Id) is { } remembered
            && remembered.Stream.TryResume(audience.FollowerOf(remembered.Stream, cancellationOnly: false), epoch, afterSeq, TurnState.Completed))
        {
            remembered.Stream.Flush();
            return true;
        }

        var steps = await _storage.Turns.ReadStepsAsync(head.Id, cancellationToken);
        if (steps.Count == 0)
            return false;
        var stream = new TurnStream(head, TurnProgress.Of(steps).Started.Stream, _hub.Budget, _time);
        stream.Recall(steps);
        var follower = audience.FollowerOf(stream, cancellationOnly: false);
        if (epoch != head.Epoch || afterSeq != head.LastSeq || afterSeq == 0)
        {
            stream.Renumber(head.Epoch + 1);
            if (epoch != stream.Epoch || !stream.TryResume(follower, epoch, afterSeq, head.State))
                stream.Restart(stream.Epoch, head.State, follower);
        }
        else
        {
            stream.TryResume(follower, epoch, afterSeq, head.State);
        }

        stream.Flush();
        stream.Detach(follower);
        return true;
    }

    /// <summary>A parked turn as its steps tell it, numbered on from where it parked.</summary>
    private async Task<LiveTurn> RecallAsync(TurnHead head, CancellationToken cancellationToken)
    {
        var steps = await _storage.Turns.ReadStepsAsync(head.Id, cancellationToken);
        var stream = new TurnStream(head, TurnProgress.Of(steps).Started.Stream, _hub.Budget, _time);
        stream.Recall(steps);
        var live = new LiveTurn(head, stream);
        _hub.Quiet(live);
        return live;
    }

    /// <summary>A turn that goes on here: the one this process remembers, with its followers, else what its steps tell.</summary>
    private LiveTurn Revive(TurnHead head, TurnProgress progress)
    {
        var live = _hub.CurrentOf(head.ConversationId) is { } parked && string.Equals(parked.Head.Id, head.Id, StringComparison.Ordinal) ? parked : null;
        if (live is null)
        {
            var stream = new TurnStream(head, progress.Started.Stream, _hub.Budget, _time);
            stream.Recall(progress.Steps);
            live = _hub.Add(new LiveTurn(head, stream));
        }

        live.Resume(head);
        return live;
    }

    private void Run(LiveTurn live, TurnProgress progress) => _running.Start(async stopping =>
    {
        if (live.Head.CancelRequested)
            live.TryCancel();
        if (live.Head.Takeovers >= MaxTakeovers)
            progress.GiveUp = $"The turn was taken over {live.Head.Takeovers} times without getting on.";
        var lease = live.Head.Lease;
        if (await _runner.RunAsync(live, progress, () => _hub.Release(live), stopping))
            Retire(live);
        else if (live.Head.Lease != lease)
            return; // It parked and was answered before this run had quite ended: the next run has it.
        else if (live.Head.State == TurnState.Parked)
            _hub.Quiet(live);
        else
            _hub.Release(live);
    });

    /// <summary>An ended turn is remembered only when somebody may resume it.</summary>
    private void Retire(LiveTurn live)
    {
        if (live.Stream.IsReplayable)
            _hub.Remember(live);
    }

    [LoggerMessage(EventId = 1011, Level = LogLevel.Error, Message = "The steps of turn {TurnId} cannot be read; it is left alone.")]
    private partial void LogUnreadable(Exception failure, string turnId);

    [LoggerMessage(EventId = 1010, Level = LogLevel.Information, Message = "Turn {TurnId} was left running by a process that is gone; taken over (takeover {Takeovers}).")]
    private partial void LogTakenOver(string turnId, int takeovers);
}
