using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using SmoothOperator.Turns.Events;

namespace SmoothOperator.Turns.Running;

/// <summary>The turns this process runs, waits with, or still remembers for those who may resume.</summary>
internal sealed class TurnHub
{
    private static readonly TimeSpan KeepFor = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, LiveTurn> _current = new(StringComparer.Ordinal);
    private readonly Lock _endedGate = new();
    private readonly Dictionary<string, LiveTurn> _ended = new(StringComparer.Ordinal);
    private readonly Queue<LiveTurn> _endedInOrder = new();
    private readonly TimeProvider _time;

    public TurnHub(IOptions<SmoothOperatorOptions> options, TimeProvider time)
    {
        _time = time;
        Budget = new ReplayBudget(options.Value.Connections.ReplayMemory, options.Value.Connections.ReplayMemoryPerTurn) { EvictEnded = ForgetOldestEnded };
    }

    public ReplayBudget Budget { get; }

    public IEnumerable<LiveTurn> Current => _current.Values;

    /// <summary>The conversation's turn that has not ended, as far as this process knows it.</summary>
    public LiveTurn? CurrentOf(string conversationId) => _current.GetValueOrDefault(conversationId);

    /// <summary>Makes a turn the conversation's current one; returns the one that is, if another came first.</summary>
    public LiveTurn Add(LiveTurn live)
    {
        while (true)
        {
            var present = _current.GetOrAdd(live.Head.ConversationId, live);
            if (ReferenceEquals(present, live) || string.Equals(present.Head.Id, live.Head.Id, StringComparison.Ordinal))
                return present;
            _current.TryRemove(KeyValuePair.Create(live.Head.ConversationId, present));
        }
    }

    /// <summary>Frees the conversation for its next turn.</summary>
    public void Release(LiveTurn live) => _current.TryRemove(KeyValuePair.Create(live.Head.ConversationId, live));

    /// <summary>The turn is parked or its run is over: from now on it is remembered for a while only.</summary>
    public void Quiet(LiveTurn live) => live.QuietSince = _time.GetTimestamp();

    /// <summary>Remembers an ended turn for those who may resume it.</summary>
    public void Remember(LiveTurn live)
    {
        Quiet(live);
        lock (_endedGate)
        {
            _ended[live.Head.Id] = live;
            _endedInOrder.Enqueue(live);
        }
    }

    public LiveTurn? EndedTurn(string turnId)
    {
        lock (_endedGate)
            return _ended.GetValueOrDefault(turnId);
    }

    /// <summary>Forgets what nobody can be waiting for any more.</summary>
    public void Sweep()
    {
        lock (_endedGate)
        {
            while (_endedInOrder.TryPeek(out var oldest) && IsOver(oldest))
                ForgetOldestEnded();
        }

        foreach (var live in _current.Values)
        {
            if (live.Head.State == TurnState.Parked && IsOver(live) && !live.Stream.HasFollowers)
            {
                Release(live);
                live.Stream.Forget();
            }
        }
    }

    private bool IsOver(LiveTurn live) => live.QuietSince is not long.MinValue and var since && _time.GetElapsedTime(since) >= KeepFor;

    private bool ForgetOldestEnded()
    {
        LiveTurn? oldest;
        lock (_endedGate)
        {
            if (!_endedInOrder.TryDequeue(out oldest))
                return false;
            _ended.Remove(oldest.Head.Id);
        }

        oldest.Stream.Forget();
        return true;
    }
}
