namespace SmoothOperator.Turns;

/// <summary>What a parked turn waits for.</summary>
/// <param name="CallId">The tool call that waits for approval.</param>
/// <param name="ApprovalId">A UUID made for this park; no two parks share one.</param>
/// <param name="Deadline">When waiting ends as a denial, UTC.</param>
public sealed record TurnPark(string CallId, string ApprovalId, DateTimeOffset Deadline);
