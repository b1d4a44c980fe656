using SmoothOperator.Turns.Steps;

namespace SmoothOperator.Turns.Events;

/// <summary>The turn ended; nothing of it follows.</summary>
/// <param name="Step">Its last step: <see cref="TurnCompleted"/>, <see cref="TurnFailed"/> or <see cref="TurnCancelled"/>.</param>
public sealed record TurnEnded(TurnStep Step) : TurnEvent(Step.At);
