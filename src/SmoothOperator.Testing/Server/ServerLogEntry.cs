using Microsoft.Extensions.Logging;

namespace SmoothOperator.Testing;

/// <summary>One thing a server logged.</summary>
/// <param name="Category">Who.</param>
/// <param name="Level">How serious.</param>
/// <param name="EventId">Its number.</param>
/// <param name="Message">The text.</param>
/// <param name="Exception">What was thrown, if anything.</param>
public sealed record ServerLogEntry(string Category, LogLevel Level, int EventId, string Message, Exception? Exception);
