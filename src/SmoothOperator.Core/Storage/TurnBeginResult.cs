using SmoothOperator.Turns;

namespace SmoothOperator.Storage;

/// <summary>What came of beginning a turn.</summary>
/// <param name="Outcome">Begun, busy or duplicate.</param>
/// <param name="Turn">The turn begun, the one in the way, or the earlier one.</param>
public sealed record TurnBeginResult(TurnBeginOutcome Outcome, TurnHead Turn);
