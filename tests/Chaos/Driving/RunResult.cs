namespace SmoothOperator.Chaos.Driving;

/// <summary>What came of one run.</summary>
/// <param name="Plan">What was planned.</param>
/// <param name="Deaths">How often the server died.</param>
/// <param name="GoesOnAfter">The longest time from a start of the server until the turn had ended, waited, or the server was dead again.</param>
/// <param name="Violations">What was promised and did not hold.</param>
internal sealed record RunResult(RunPlan Plan, int Deaths, TimeSpan GoesOnAfter, IReadOnlyList<string> Violations);
