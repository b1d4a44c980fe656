namespace SmoothOperator.Turns.Events;

/// <summary>The message is stored and the turn runs. The first event of every turn.</summary>
/// <param name="At">When the turn began.</param>
public sealed record TurnAccepted(DateTimeOffset At) : TurnEvent(At);
