using SmoothOperator.Turns.Events;

namespace SmoothOperator.Turns;

/// <summary>Somebody who may follow turns, such as a connection.</summary>
public interface ITurnAudience
{
    /// <summary>The follower through which this audience hears a turn; always the same one for the same turn.</summary>
    /// <param name="stream">The turn's events.</param>
    /// <param name="cancellationOnly">Only the news that the turn was cancelled is wanted, unless the audience follows it already.</param>
    ITurnFollower FollowerOf(TurnStream stream, bool cancellationOnly);
}
