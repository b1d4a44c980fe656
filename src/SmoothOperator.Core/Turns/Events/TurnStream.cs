using SmoothOperator.Turns.Steps;

namespace SmoothOperator.Turns.Events;

/// <summary>
/// The events of one turn as they happen: numbers them, hands them to followers, and remembers them as long as they may be asked for again.
/// One lock guards all of it, so that a follower joins between two events and never in the middle of one.
/// </summary>
public sealed class TurnStream
{
    private const int MaxRetoldPiece = 64 << 10;

    private readonly Lock _gate = new();
    private readonly List<ToldItem> _told = new(4);
    private readonly TimeProvider _time;
    private readonly ReplayBudget _budget;
    private ITurnFollower[] _followers = [];
    private ReplayShare _share;
    private bool _keepsPieces;

    internal TurnStream(TurnHead head, bool isIncremental, ReplayBudget budget, TimeProvider time)
    {
        TurnId = head.Id;
        RequestId = head.RequestId;
        SessionId = head.SessionId;
        ConversationId = head.ConversationId;
        IsIncremental = isIncremental;
        Epoch = head.Epoch;
        LastSeq = head.LastSeq;
        _budget = budget;
        _time = time;
    }

    /// <summary>The turn.</summary>
    public string TurnId { get; }

    /// <summary>The client's id of the request.</summary>
    public string RequestId { get; }

    /// <summary>The session the message came through.</summary>
    public string SessionId { get; }

    /// <summary>The conversation.</summary>
    public string ConversationId { get; }

    /// <summary>Whether text and tool events are told, or only what a client must know.</summary>
    public bool IsIncremental { get; }

    /// <summary>The present epoch.</summary>
    public int Epoch { get; private set; }

    /// <summary>Number of the last event told.</summary>
    public long LastSeq { get; private set; }

    /// <summary>Whether the terminal event was told.</summary>
    public bool HasEnded { get; private set; }

    internal bool HasFollowers => Volatile.Read(ref _followers).Length > 0;

    internal bool CanNameApprovals => Array.Exists(Volatile.Read(ref _followers), follower => follower.NamesApprovals);

    /// <summary>Whether anybody may still ask for what was told.</summary>
    internal bool IsReplayable
    {
        get
        {
            lock (_gate)
                return _keepsPieces;
        }
    }

    /// <summary>Numbers of the events that telling these would use.</summary>
    internal long SeqAfter(params ReadOnlySpan<TurnEvent> events)
    {
        var seq = LastSeq;
        foreach (var turnEvent in events)
            seq += IsIncremental || !turnEvent.IsIncremental ? 1 : 0;
        return seq;
    }

    internal void Tell(TurnEvent turnEvent)
    {
        lock (_gate)
        {
            if (HasEnded || (turnEvent.IsIncremental && !IsIncremental))
                return;
            var item = ToldItem.Of(turnEvent, ++LastSeq);
            Remember(item);
            var position = new EventPosition(Epoch, item.Seq);
            foreach (var follower in _followers)
                follower.OnEvent(turnEvent, position);
            if (turnEvent is TurnEnded)
                HasEnded = true;
        }
    }

    internal void TellText(ReplyText reply, TextKind kind, ReadOnlySpan<byte> escapedUtf8)
    {
        lock (_gate)
        {
            var run = reply.RunOf(kind, startNew: _told.Count > 0 && _told[^1].Event is not null && !reply.IsEmpty && IsIncremental, out var isNew);
            run.Append(escapedUtf8);
            if (HasEnded || !IsIncremental)
                return;
            if (isNew)
                _told.Add(ToldItem.Of(run));
            var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
            var position = new EventPosition(Epoch, ++LastSeq);
            run.Told(position.Seq, now, _keepsPieces);
            foreach (var follower in _followers)
                follower.OnText(kind, escapedUtf8, position, now);
            if (_keepsPieces && !_share.TryAdd(_budget, escapedUtf8.Length + 16))
                StopKeeping();
        }
    }

    internal void Flush()
    {
        foreach (var follower in Volatile.Read(ref _followers))
            follower.Flush();
    }

    /// <summary>Adds a follower that hears what comes from now on.</summary>
    internal void Attach(ITurnFollower follower)
    {
        lock (_gate)
            Add(follower);
    }

    internal void Detach(ITurnFollower follower)
    {
        lock (_gate)
            _followers = [.. _followers.Where(other => !ReferenceEquals(other, follower))];
    }

    internal bool IsFollowedBy(ITurnFollower follower) => Array.IndexOf(Volatile.Read(ref _followers), follower) >= 0;

    /// <summary>Tells a follower what it missed and adds it, without a gap; false when some of it cannot be told again as it was.</summary>
    internal bool TryResume(ITurnFollower follower, int epoch, long afterSeq, TurnState state)
    {
        lock (_gate)
        {
            var fromStart = afterSeq == 0;
            if ((!fromStart && epoch != Epoch) || afterSeq > LastSeq || !CanReplayAfter(afterSeq))
                return false;
            Add(follower);
            follower.OnResumed(new ResumePoint(state, Epoch, afterSeq + 1, Restarted: fromStart && epoch != 0 && epoch != Epoch));
            Replay(follower, afterSeq);
            return true;
        }
    }

    /// <summary>
    /// Begins a new epoch: what was told is numbered anew, each finished text as one piece, and told again to everybody who can resume, <paramref name="joining"/> included.
    /// </summary>
    internal void Restart(int epoch, TurnState state, ITurnFollower? joining)
    {
        lock (_gate)
        {
            Renumber(epoch);
            if (joining is not null)
                Add(joining);
            foreach (var follower in _followers)
            {
                if (!follower.CanResume)
                    continue;
                follower.OnResumed(new ResumePoint(state, Epoch, 1, Restarted: true));
                Replay(follower, 0);
            }
        }
    }

    /// <summary>Number of the last event if the stream were told anew.</summary>
    internal long LastSeqWhenRestarted()
    {
        lock (_gate)
            return _told.Sum(item => item.Run is not { } run ? 1L : run.Kind == TextKind.Answer ? run.CountPieces(MaxRetoldPiece) : 0);
    }

    /// <summary>Fills a new stream with what the steps of a turn told, without numbering it.</summary>
    internal void Recall(IReadOnlyList<TurnStep> steps)
    {
        lock (_gate)
        {
            foreach (var item in TurnTale.Of(steps, IsIncremental))
            {
                _told.Add(item);
                HasEnded |= item.Event is TurnEnded;
            }
        }
    }

    /// <summary>Numbers a recalled stream from 1 in <paramref name="epoch"/>.</summary>
    internal void Renumber(int epoch)
    {
        lock (_gate)
        {
            Epoch = epoch;
            _keepsPieces = true;
            _told.RemoveAll(item => item.Run is { Kind: TextKind.Reasoning });
            var seq = 0L;
            for (var i = 0; i < _told.Count; i++)
            {
                if (_told[i].Run is { } run)
                    seq = run.Renumber(seq, MaxRetoldPiece, _time.GetUtcNow().ToUnixTimeMilliseconds());
                else
                    _told[i] = _told[i] with { Seq = ++seq };
            }

            LastSeq = seq;
        }
    }

    /// <summary>Gives back what remembering cost. The stream is not to be resumed any more.</summary>
    internal void Forget()
    {
        lock (_gate)
            StopKeeping();
    }

    private void Add(ITurnFollower follower)
    {
        if (Array.IndexOf(_followers, follower) < 0)
            _followers = [.. _followers, follower];
        _keepsPieces |= follower.CanResume;
    }

    private void Remember(ToldItem item)
    {
        _told.Add(item);
        if (_keepsPieces && !_share.TryAdd(_budget, item.Weight))
            StopKeeping();
    }

    private void StopKeeping()
    {
        _keepsPieces = false;
        _share.Release(_budget);
        foreach (var item in _told)
            item.Run?.DropMarks();
    }

    private bool CanReplayAfter(long afterSeq)
    {
        if (afterSeq == LastSeq)
            return true;
        var next = afterSeq + 1;
        foreach (var item in _told)
        {
            if (item.LastSeq <= afterSeq || item.Run is { Count: 0 })
                continue;
            var first = item.Run?.FirstSeq ?? item.Seq;
            if (first > next || !item.IsReplayable)
                return false;
            next = item.LastSeq + 1;
        }

        return next == LastSeq + 1;
    }

    private void Replay(ITurnFollower follower, long afterSeq)
    {
        foreach (var item in _told)
        {
            if (item.Run is { } run)
                ReplayRun(follower, run, afterSeq);
            else if (item.Seq > afterSeq)
                follower.OnEvent(item.Event!, new EventPosition(Epoch, item.Seq));
        }
    }

    private void ReplayRun(ITurnFollower follower, TextRun run, long afterSeq)
    {
        for (var i = (int)Math.Clamp(afterSeq - run.FirstSeq + 1, 0, run.Count); i < run.Count; i++)
            follower.OnText(run.Kind, run.Piece(i), new EventPosition(Epoch, run.FirstSeq + i), run.Marks[i].UnixMilliseconds);
    }
}
