using SmoothOperator.Turns.Events;

namespace SmoothOperator.Tests.Turns;

/// <summary>One thing a follower was told, in a form that can be compared.</summary>
/// <param name="Position">Its number.</param>
/// <param name="Text">A piece of text as it came, or null for an event.</param>
/// <param name="Kind">Of text.</param>
/// <param name="UnixMilliseconds">When the text came.</param>
/// <param name="Event">The event, or null for text.</param>
internal sealed record ToldEntry(EventPosition Position, string? Text, TextKind Kind, long UnixMilliseconds, TurnEvent? Event);
