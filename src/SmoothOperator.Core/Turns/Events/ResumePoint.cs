namespace SmoothOperator.Turns.Events;

/// <summary>Where a stream is picked up.</summary>
/// <param name="State">Where the turn stands.</param>
/// <param name="Epoch">The epoch of what follows.</param>
/// <param name="FromSeq">Number of the next event to come.</param>
/// <param name="Restarted">Whether the turn is told anew from number 1: what was shown of it is to be cleared.</param>
public readonly record struct ResumePoint(TurnState State, int Epoch, long FromSeq, bool Restarted);
