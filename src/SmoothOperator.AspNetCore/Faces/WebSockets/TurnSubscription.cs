using SmoothOperator.Protocol;
using SmoothOperator.Turns.Events;
using SmoothOperator.Turns.Steps;

namespace SmoothOperator.AspNetCore.Faces.WebSockets;

/// <summary>One connection's view of one turn: turns its events into frames of that connection.</summary>
internal sealed class TurnSubscription(ClientConnection connection, TurnStream stream, bool cancellationOnly) : ITurnFollower
{
    private TokenFrameTemplate? _answer;
    private TokenFrameTemplate? _reasoning;
    private readonly Lock _endGate = new();
    private long _lastSentAt = connection.Time.GetTimestamp();
    private volatile bool _isUnflushed;
    private bool _hasEnded;

    public TurnStream Stream => stream;

    /// <summary>Whether its message was sent on this connection.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Only the news of a cancellation is passed on, until the connection joins in earnest.</summary>
    public bool IsCancellationOnly { get; private set; } = cancellationOnly;

    /// <summary>The park last told here, and where in the connection's output its event ended.</summary>
    public ToldPark? LastPark { get; private set; }

    /// <summary>Whether an answer given here was accepted.</summary>
    public bool HasAnswered { get; set; }

    /// <inheritdoc/>
    public bool CanResume => connection.ResumesStreams && !IsCancellationOnly;

    /// <inheritdoc/>
    public bool NamesApprovals => connection.NamesApprovals && !IsCancellationOnly;

    /// <summary>From here on everything is passed on.</summary>
    public void JoinInEarnest() => IsCancellationOnly = false;

    /// <inheritdoc/>
    public void OnText(TextKind kind, ReadOnlySpan<byte> escapedUtf8, EventPosition position, long unixMilliseconds)
    {
        if (IsCancellationOnly)
            return;
        var template = kind == TextKind.Answer
            ? _answer ??= new TokenFrameTemplate(TokenChannel.Answer, stream.RequestId)
            : _reasoning ??= new TokenFrameTemplate(TokenChannel.Reasoning, stream.RequestId);
        connection.Outbound.AppendToken(template, escapedUtf8, unixMilliseconds, Numbered(position));
        _isUnflushed = true;
    }

    /// <inheritdoc/>
    public void OnEvent(TurnEvent turnEvent, EventPosition position)
    {
        if (turnEvent is TurnEnded)
        {
            lock (_endGate)
            {
                _hasEnded = true;
                if (!IsCancellationOnly || turnEvent is TurnEnded { Step: TurnCancelled })
                    Append(turnEvent, position);
            }

            connection.Ended(this);
        }
        else if (!IsCancellationOnly)
        {
            var end = Append(turnEvent, position);
            if (turnEvent is ApprovalRequested request)
                LastPark = new ToldPark(request.ApprovalId, end);
        }
    }

    /// <inheritdoc/>
    public void OnResumed(ResumePoint point)
    {
        var state = point.State switch
        {
            Turns.TurnState.Running => Protocol.TurnState.Running,
            Turns.TurnState.Parked => Protocol.TurnState.Parked,
            _ => Protocol.TurnState.Finished,
        };
        var resumption = new FrameResumption(stream.SessionId, state, new StreamPosition(point.Epoch, point.FromSeq), point.Restarted);
        connection.Outbound.Append(
            (stream.RequestId, resumption, Now: connection.UnixMilliseconds),
            static (output, ack) => ServerFrames.StreamResumed(output, ack.RequestId, ack.resumption, ack.Now));
        _isUnflushed = true;
        if (point.FromSeq > stream.LastSeq && stream.HasEnded)
            connection.Ended(this);
    }

    /// <inheritdoc/>
    public void Flush()
    {
        // Flushed are all followers; only those that were sent something have not been silent.
        if (!_isUnflushed)
            return;
        _isUnflushed = false;
        Volatile.Write(ref _lastSentAt, connection.Time.GetTimestamp());
        connection.Outbound.Flush();
    }

    /// <summary>Sends a sign of life when nothing of the turn was sent for <paramref name="silence"/>; never after its end.</summary>
    public void KeepAlive(TimeSpan silence)
    {
        if (IsCancellationOnly || connection.Time.GetElapsedTime(Volatile.Read(ref _lastSentAt)) < silence)
            return;
        lock (_endGate)
        {
            if (_hasEnded)
                return;
            connection.Outbound.Append((stream.RequestId, Now: connection.UnixMilliseconds), static (output, state) => ServerFrames.Keepalive(output, state.RequestId, state.Now));
        }

        _isUnflushed = true;
        Flush();
    }

    private long Append(TurnEvent turnEvent, EventPosition position)
    {
        _isUnflushed = true;
        return connection.Outbound.Append(new TurnFrame(turnEvent, stream.RequestId, Numbered(position), connection.NamesApprovals), TurnFrame.Write);
    }

    private StreamPosition? Numbered(EventPosition position) => connection.ResumesStreams ? new StreamPosition(position.Epoch, position.Seq) : null;
}
