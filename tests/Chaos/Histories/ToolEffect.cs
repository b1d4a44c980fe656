namespace SmoothOperator.Chaos.Histories;

/// <summary>A tool took effect, as counted outside of the killed process.</summary>
internal sealed record ToolEffect(string Tool, string Order, string IdempotencyKey);
