namespace SmoothOperator.Protocol;

/// <summary>How a turn's events go on after <c>resume_stream</c>.</summary>
/// <param name="SessionId">The session the client named.</param>
/// <param name="State">The turn's state.</param>
/// <param name="From">The position of the first event that follows.</param>
/// <param name="Restarted">Whether the turn is told anew, so that the client clears what it showed.</param>
public sealed record FrameResumption(string SessionId, TurnState State, StreamPosition From, bool Restarted);
