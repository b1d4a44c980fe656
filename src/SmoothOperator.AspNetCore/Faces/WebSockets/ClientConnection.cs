using System.Buffers;
using SmoothOperator.Access;
using SmoothOperator.Protocol;
using SmoothOperator.Turns;
using SmoothOperator.Turns.Events;

namespace SmoothOperator.AspNetCore.Faces.WebSockets;

/// <summary>One socket: who it speaks for, what it can do, which turns it follows, and what waits to be written to it.</summary>
internal sealed class ClientConnection(OutboundBuffer outbound, Caller caller, string? origin, TimeProvider time) : ITurnAudience
{
    private const int MaxRememberedRequests = 32;

    private readonly Lock _gate = new();

    /// <summary>By turn; null while there is none, as on every idle connection.</summary>
    private Dictionary<string, TurnSubscription>? _subscriptions;
    private Queue<string>? _endedRequests;

    public OutboundBuffer Outbound => outbound;

    public TimeProvider Time => time;

    public long UnixMilliseconds => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The handshake's Origin header; consulted when a session is created for an agent with an embedding policy.</summary>
    public string? Origin => origin;

    /// <summary>Who speaks here.</summary>
    public Caller Caller => caller;

    /// <summary>Whether this connection declared <c>resume_stream</c> or used it.</summary>
    public bool ResumesStreams { get; set; }

    /// <summary>Whether this connection declared <c>approval_id</c>.</summary>
    public bool NamesApprovals { get; set; }

    /// <summary>How much had been handed to the transport when the frame in hand was read.</summary>
    public long ReadMark { get; set; }

    /// <summary>The last answer to a park that was accepted here; the same frame again means nothing.</summary>
    public AcceptedAnswer? LastAnswer { get; set; }

    /// <summary>Turns of this connection that have not ended, parked ones included.</summary>
    public int OwnTurns
    {
        get
        {
            lock (_gate)
                return _subscriptions?.Values.Count(subscription => subscription.IsOwn) ?? 0;
        }
    }

    public IReadOnlyList<TurnSubscription> Subscriptions
    {
        get
        {
            lock (_gate)
                return _subscriptions is null ? [] : [.. _subscriptions.Values];
        }
    }

    /// <summary>Set while a message of this connection is being begun, so that its turn is known as this connection's own.</summary>
    public string? BeginningRequest { get; set; }

    /// <inheritdoc/>
    public ITurnFollower FollowerOf(TurnStream stream, bool cancellationOnly)
    {
        lock (_gate)
        {
            _subscriptions ??= new Dictionary<string, TurnSubscription>(1, StringComparer.Ordinal);
            if (!_subscriptions.TryGetValue(stream.TurnId, out var subscription) || !ReferenceEquals(subscription.Stream, stream))
            {
                subscription = new TurnSubscription(this, stream, cancellationOnly) { IsOwn = string.Equals(BeginningRequest, stream.RequestId, StringComparison.Ordinal) };
                _subscriptions[stream.TurnId] = subscription;
            }
            else if (!cancellationOnly)
            {
                subscription.JoinInEarnest();
            }

            return subscription;
        }
    }

    public TurnSubscription? SubscriptionOf(string turnId)
    {
        lock (_gate)
            return _subscriptions?.GetValueOrDefault(turnId);
    }

    public TurnSubscription? RunningRequest(string requestId)
    {
        lock (_gate)
            return _subscriptions?.Values.FirstOrDefault(subscription => string.Equals(subscription.Stream.RequestId, requestId, StringComparison.Ordinal) && !subscription.IsCancellationOnly);
    }

    public bool HasEndedHere(string requestId)
    {
        lock (_gate)
            return _endedRequests?.Contains(requestId, StringComparer.Ordinal) == true;
    }

    /// <summary>A turn is over for this connection.</summary>
    public void Ended(TurnSubscription subscription)
    {
        lock (_gate)
        {
            if (_subscriptions?.Remove(subscription.Stream.TurnId) == true && _subscriptions.Count == 0)
                _subscriptions = null;
            if (subscription.IsCancellationOnly)
                return;
            _endedRequests ??= new Queue<string>();
            if (_endedRequests.Count == MaxRememberedRequests)
                _endedRequests.Dequeue();
            _endedRequests.Enqueue(subscription.Stream.RequestId);
        }
    }

    /// <summary>Writes one frame.</summary>
    public void Send<TState>(TState state, Action<IBufferWriter<byte>, TState> write)
    {
        outbound.Append(state, write);
        outbound.Flush();
    }

    /// <summary>Writes an error that concerns one request.</summary>
    public void SendError(string? requestId, FrameError error) =>
        Send((requestId, error, Now: UnixMilliseconds), static (output, state) => ServerFrames.Error(output, state.requestId, state.error, state.Now));

    /// <summary>Writes an error that concerns one request.</summary>
    public void SendError(string? requestId, string code, string message) => SendError(requestId, new FrameError(code, message));
}
