using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SmoothOperator.Testing;

/// <summary>Keeps what a server logs, for tests to look at.</summary>
public sealed class ServerLog : ILoggerProvider
{
    private readonly ConcurrentQueue<ServerLogEntry> _entries = new();

    /// <summary>The entries so far, oldest first.</summary>
    public IReadOnlyList<ServerLogEntry> Entries => [.. _entries];

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(_entries, categoryName);

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', _entries);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private sealed class Logger(ConcurrentQueue<ServerLogEntry> entries, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                entries.Enqueue(new ServerLogEntry(category, logLevel, eventId.Id, formatter(state, exception), exception));
        }
    }
}
