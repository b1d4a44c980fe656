using SmoothOperator.Turns.Steps;

namespace SmoothOperator.Turns.Running;

/// <summary>What came of one tool call.</summary>
internal readonly record struct ToolOutcome(bool IsError, string Result, IReadOnlyList<Citation> Sources)
{
    public static ToolOutcome Error(string text) => new(true, text, []);

    public ToolFinished ToStep(string callId, DateTimeOffset at) => new() { At = at, CallId = callId, IsError = IsError, Result = Result, Sources = Sources };
}
