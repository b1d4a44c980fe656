using System.Collections.Concurrent;
using SmoothOperator.Turns;
using SmoothOperator.Turns.Events;

namespace SmoothOperator.Tests.Turns;

/// <summary>An audience with one follower for each stream.</summary>
internal sealed class RecordingAudience(bool canResume = true) : ITurnAudience
{
    private readonly ConcurrentDictionary<TurnStream, RecordingFollower> _followers = new();

    /// <summary>The follower of the stream joined last.</summary>
    public RecordingFollower Follower { get; private set; } = null!;

    /// <summary>Called at each flush.</summary>
    public Action<RecordingFollower>? Flushed { get; set; }

    public ITurnFollower FollowerOf(TurnStream stream, bool cancellationOnly) => Follower = _followers.GetOrAdd(stream, _ => new RecordingFollower(stream, canResume) { Flushed = Flushed });
}
