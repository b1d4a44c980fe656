namespace SmoothOperator.Turns.Events;

/// <summary>
/// Receives what happens in one turn, in order, one call at a time, under the stream's lock: implementations copy what they need into a buffer and return; they never wait, call back or throw.
/// </summary>
public interface ITurnFollower
{
    /// <summary>Whether it can pick the stream up again by number; only then are pieces of text kept apart for replay.</summary>
    bool CanResume { get; }

    /// <summary>Whether its answers name the approval they are about, so that one cannot be taken for another.</summary>
    bool NamesApprovals { get; }

    /// <summary>A piece of text, as JSON-escaped UTF-8 without quotes, valid during the call only.</summary>
    /// <param name="kind">Answer or reasoning.</param>
    /// <param name="escapedUtf8">The piece; never empty, never part of a character.</param>
    /// <param name="position">Its number.</param>
    /// <param name="unixMilliseconds">When it came.</param>
    void OnText(TextKind kind, ReadOnlySpan<byte> escapedUtf8, EventPosition position, long unixMilliseconds);

    /// <summary>An event.</summary>
    void OnEvent(TurnEvent turnEvent, EventPosition position);

    /// <summary>The stream goes on at <paramref name="point"/>: after a request to resume, or because its epoch rose; what follows comes in order.</summary>
    void OnResumed(ResumePoint point);

    /// <summary>What was delivered since the last flush should leave now.</summary>
    void Flush();
}
