using SmoothOperator.Turns;
using SmoothOperator.Turns.Steps;

namespace SmoothOperator.Storage.Memory;

internal sealed class MemoryTurnStore(Ledger ledger) : ITurnStore
{
    public Task<TurnBeginResult> BeginAsync(TurnBegin begin, CancellationToken cancellationToken)
    {
        if (!ledger.Sessions.TryGetValue(begin.Head.SessionId, out var session) || session.Conversation.Row.Id != begin.Head.ConversationId)
            return Task.FromException<TurnBeginResult>(new StorageException("The turn's session does not exist in its conversation."));
        var conversation = session.Conversation;
        lock (conversation.Gate)
        {
            if (begin.DeduplicateSince is { } since && conversation.FindDuplicate(begin.Head.RequestId, since) is { } earlier)
                return Task.FromResult(new TurnBeginResult(TurnBeginOutcome.Duplicate, earlier.Head));
            if (conversation.Unfinished is { } unfinished)
                return Task.FromResult(new TurnBeginResult(TurnBeginOutcome.Busy, unfinished.Head));
            var turn = new TurnEntry(conversation, session, begin.Head, begin.Started, begin.DeduplicateSince is not null);
            if (!ledger.Turns.TryAdd(begin.Head.Id, turn))
                return Task.FromException<TurnBeginResult>(new StorageException("The turn's id is taken."));
            turn.Link();
            conversation.Unfinished = turn;
            conversation.Append(begin.Message);
            conversation.Touch(begin.Message.CreatedAt);
            session.Count(messages: 1, tokens: 0, begin.Message.CreatedAt);
            ledger.Running.Add(turn, turn.Head.StartedAt);
            return Task.FromResult(new TurnBeginResult(TurnBeginOutcome.Begun, turn.Head));
        }
    }

    public Task<TurnWriteOutcome> AppendAsync(TurnWrite write, CancellationToken cancellationToken) =>
        Write(write, static (_, head) => head);

    public Task<TurnWriteOutcome> ParkAsync(TurnWrite write, TurnPark park, CancellationToken cancellationToken) =>
        Write(write, (turn, head) =>
        {
            ledger.Running.Remove(turn);
            ledger.Parked.Add(turn, park.Deadline);
            return head with { State = TurnState.Parked, Owner = null, Park = park };
        });

    public Task<TurnHead?> ResolveAsync(ParkAnswer answer, CancellationToken cancellationToken) =>
        Update(answer.TurnId, turn =>
        {
            var head = turn.Head;
            if (head.Lease != answer.Lease || head.CancelRequested || head.Park is not { } park
                || park.CallId != answer.Resolved.CallId || park.ApprovalId != answer.Resolved.ApprovalId)
                return null;
            turn.AddSteps([answer.Resolved]);
            ledger.Parked.Remove(turn);
            ledger.Running.Add(turn, head.StartedAt);
            return head with { State = TurnState.Running, Owner = answer.NewOwner, Lease = head.Lease + 1, Park = null, Takeovers = 0 };
        });

    public Task<TurnHead?> ClaimAsync(string turnId, long lease, string newOwner, CancellationToken cancellationToken) =>
        Update(turnId, turn => turn.Head.State is TurnState.Running && turn.Head.Lease == lease
            ? turn.Head with { Owner = newOwner, Lease = lease + 1, Takeovers = turn.Head.Takeovers + 1 }
            : null);

    public Task<TurnWriteOutcome> EndAsync(TurnEnding ending, CancellationToken cancellationToken)
    {
        if (!ledger.Turns.TryGetValue(ending.Write.TurnId, out var turn))
            return Task.FromResult(TurnWriteOutcome.Fenced);
        lock (turn.Conversation.Gate)
        {
            if (turn.Head.HasEnded || turn.Head.Lease != ending.Write.Lease)
                return Task.FromResult(TurnWriteOutcome.Fenced);
            if (turn.Head.CancelRequested && ending.State is not TurnState.Cancelled)
                return Task.FromResult(TurnWriteOutcome.CancelRequested);
            (turn.Head.State is TurnState.Parked ? ledger.Parked : ledger.Running).Remove(turn);
            ledger.Ended.Add(turn, ending.EndedAt);
            turn.AddSteps(ending.Write.Steps);
            turn.Head = turn.Head with
            {
                State = ending.State,
                Owner = null,
                Park = null,
                Takeovers = 0,
                LastSeq = ending.Write.LastSeq,
                EndedAt = ending.EndedAt,
            };
            turn.Conversation.Unfinished = null;
            if (ending.Reply is { } reply)
                turn.Conversation.Append(reply);
            turn.Conversation.Touch(ending.EndedAt);
            turn.Session.Count(ending.Reply is null ? 0 : 1, ending.TokensReported, ending.EndedAt);
            return Task.FromResult(TurnWriteOutcome.Written);
        }
    }

    public async Task<bool> RequestCancelAsync(string turnId, CancellationToken cancellationToken) =>
        await Update(turnId, static turn => turn.Head.State is TurnState.Running ? turn.Head with { CancelRequested = true } : null) is not null;

    public async Task<bool> RaiseEpochAsync(string turnId, long lease, int epoch, long lastSeq, CancellationToken cancellationToken) =>
        await Update(turnId, turn => !turn.Head.HasEnded && turn.Head.Lease == lease && turn.Head.Epoch < epoch
            ? turn.Head with { Epoch = epoch, LastSeq = lastSeq }
            : null) is not null;

    public Task<TurnHead?> GetAsync(string turnId, CancellationToken cancellationToken)
    {
        if (!ledger.Turns.TryGetValue(turnId, out var turn))
            return Task.FromResult<TurnHead?>(null);
        lock (turn.Conversation.Gate)
            return Task.FromResult<TurnHead?>(turn.Head);
    }

    public Task<TurnHead?> GetUnfinishedAsync(string conversationId, CancellationToken cancellationToken) =>
        Find(conversationId, static conversation => conversation.Unfinished);

    public Task<TurnHead?> GetNewestAsync(string conversationId, string? requestId, CancellationToken cancellationToken) =>
        Find(conversationId, conversation => requestId is null ? conversation.Newest : conversation.FindTurn(requestId));

    public Task<IReadOnlyList<TurnStep>> ReadStepsAsync(string turnId, CancellationToken cancellationToken)
    {
        if (!ledger.Turns.TryGetValue(turnId, out var turn))
            return Task.FromResult<IReadOnlyList<TurnStep>>([]);
        lock (turn.Conversation.Gate)
            return Task.FromResult<IReadOnlyList<TurnStep>>(turn.Steps);
    }

    public Task<IReadOnlyList<TurnHead>> ListRunningOfOthersAsync(string owner, int limit, CancellationToken cancellationToken) =>
        Heads(ledger.Running.Read(DateTimeOffset.MaxValue, limit, turn => turn.Head.Owner != owner), head => head.State is TurnState.Running && head.Owner != owner);

    public Task<IReadOnlyList<TurnHead>> ListDueParksAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        Heads(ledger.Parked.Read(now, limit), static head => head.State is TurnState.Parked);

    public Task<int> PruneAsync(DateTimeOffset endedBefore, int limit, CancellationToken cancellationToken)
    {
        var pruned = 0;
        foreach (var turn in ledger.Ended.Read(endedBefore, limit, turn => turn.Place.Key < endedBefore))
        {
            lock (turn.Conversation.Gate)
            {
                if (!ledger.Ended.Remove(turn))
                    continue;
                turn.Unlink();
                ledger.Turns.TryRemove(turn.Head.Id, out _);
                pruned++;
            }
        }

        return Task.FromResult(pruned);
    }

    private static Task<IReadOnlyList<TurnHead>> Heads(List<TurnEntry> turns, Func<TurnHead, bool> still)
    {
        var heads = new List<TurnHead>(turns.Count);
        foreach (var turn in turns)
        {
            lock (turn.Conversation.Gate)
            {
                if (still(turn.Head))
                    heads.Add(turn.Head);
            }
        }

        return Task.FromResult<IReadOnlyList<TurnHead>>(heads);
    }

    private Task<TurnWriteOutcome> Write(TurnWrite write, Func<TurnEntry, TurnHead, TurnHead> change)
    {
        if (!ledger.Turns.TryGetValue(write.TurnId, out var turn))
            return Task.FromResult(TurnWriteOutcome.Fenced);
        lock (turn.Conversation.Gate)
        {
            if (turn.Head.State is not TurnState.Running || turn.Head.Lease != write.Lease)
                return Task.FromResult(TurnWriteOutcome.Fenced);
            if (turn.Head.CancelRequested)
                return Task.FromResult(TurnWriteOutcome.CancelRequested);
            turn.AddSteps(write.Steps);
            turn.Head = change(turn, turn.Head with { LastSeq = write.LastSeq, Takeovers = 0 });
            return Task.FromResult(TurnWriteOutcome.Written);
        }
    }

    private Task<TurnHead?> Update(string turnId, Func<TurnEntry, TurnHead?> change)
    {
        if (!ledger.Turns.TryGetValue(turnId, out var turn))
            return Task.FromResult<TurnHead?>(null);
        lock (turn.Conversation.Gate)
        {
            if (change(turn) is not { } head)
                return Task.FromResult<TurnHead?>(null);
            turn.Head = head;
            return Task.FromResult<TurnHead?>(head);
        }
    }

    private Task<TurnHead?> Find(string conversationId, Func<ConversationEntry, TurnEntry?> pick)
    {
        if (!ledger.Conversations.TryGetValue(conversationId, out var conversation))
            return Task.FromResult<TurnHead?>(null);
        lock (conversation.Gate)
            return Task.FromResult(pick(conversation)?.Head);
    }
}
