namespace SmoothOperator.Turns.Events;

/// <summary>Where a piece of a run ends, and when it came.</summary>
internal readonly record struct TextMark(int End, long UnixMilliseconds);
