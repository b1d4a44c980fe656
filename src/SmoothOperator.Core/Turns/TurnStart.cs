using SmoothOperator.Storage;

namespace SmoothOperator.Turns;

/// <summary>What came of sending a message.</summary>
/// <param name="Outcome">Begun, busy (the conversation has a turn already) or duplicate (the same request was sent before).</param>
/// <param name="Turn">The turn begun, the one in the way, or the earlier one.</param>
public sealed record TurnStart(TurnBeginOutcome Outcome, TurnHead Turn);
