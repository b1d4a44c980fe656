namespace SmoothOperator.Turns.Events;

/// <summary>The turn is parked until a person decides about one call.</summary>
/// <param name="At">When it parked.</param>
/// <param name="ToolName">The tool.</param>
/// <param name="Description">The question, with the arguments, secrets masked.</param>
/// <param name="ApprovalId">The park's id.</param>
public sealed record ApprovalRequested(DateTimeOffset At, string ToolName, string Description, string ApprovalId) : TurnEvent(At);
