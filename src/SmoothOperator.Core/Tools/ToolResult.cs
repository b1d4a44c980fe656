using SmoothOperator.Turns;

namespace SmoothOperator.Tools;

/// <summary>What a tool may return in place of plain text when its answer rests on documents.</summary>
/// <param name="Text">What the model is given.</param>
/// <param name="Sources">The documents; they are cited.</param>
public sealed record ToolResult(string Text, IReadOnlyList<Citation> Sources);
