using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace SmoothOperator.Storage.Sqlite.Engine;

/// <summary>
/// Moves the write-ahead log into the database, on a connection and a thread of its own, so that no commit waits for it: after so many pages, and when writing pauses.
/// Under constant load the log never comes to rest by itself; once it has grown long, the writer moves the few pages that came in meanwhile, and the log begins anew.
/// </summary>
internal sealed partial class Checkpointer : IAsyncDisposable
{
    /// <summary>4 MiB.</summary>
    private const int PagesBetween = 1_024;

    /// <summary>16 MiB.</summary>
    private const int PagesOfLongLog = 4_096;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly SqliteConnection _connection;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _wanted = new(0, 1);
    private readonly CancellationTokenSource _closing = new();
    private readonly ITimer _timer;
    private readonly Task _work;
    private int _pages;
    private int _restart;

    public Checkpointer(SqliteConnection connection, TimeProvider time, ILogger logger)
    {
        (_connection, _logger) = (connection, logger);
        _timer = time.CreateTimer(static state => ((Checkpointer)state!).WantIfWritten(), this, Pause, Pause);
        _work = WorkAsync(_closing.Token);
    }

    /// <summary>Called by the writer between its transactions, with its own connection.</summary>
    public void Wrote(SqliteConnection writer)
    {
        if (Interlocked.Exchange(ref _restart, 0) != 0)
            Run(writer, raw.SQLITE_CHECKPOINT_RESTART);
        if (Interlocked.Add(ref _pages, writer.TakeWrittenPages()) >= PagesBetween)
            Want();
    }

    /// <summary>Moves everything, once the writer has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        await _closing.CancelAsync();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Run(_connection, raw.SQLITE_CHECKPOINT_TRUNCATE);
        _connection.Dispose();
        _wanted.Dispose();
        _closing.Dispose();
    }

    private void WantIfWritten()
    {
        if (Volatile.Read(ref _pages) > 0)
            Want();
    }

    private void Want()
    {
        lock (_wanted)
        {
            if (_wanted.CurrentCount == 0)
                _wanted.Release();
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _wanted.WaitAsync(cancellationToken);
            await Task.Factory.StartNew(Checkpoint, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    private void Checkpoint()
    {
        Interlocked.Exchange(ref _pages, 0);
        if (Run(_connection, raw.SQLITE_CHECKPOINT_PASSIVE) >= PagesOfLongLog)
            Interlocked.Exchange(ref _restart, 1);
    }

    /// <returns>Pages in the log.</returns>
    private int Run(SqliteConnection connection, int mode)
    {
        try
        {
            return connection.Checkpoint(mode).Logged;
        }
        catch (SqliteFailureException e)
        {
            LogFailed(e);
            return 0;
        }
    }

    [LoggerMessage(5110, LogLevel.Warning, "The write-ahead log could not be moved into the database; it is kept and tried again.")]
    private partial void LogFailed(Exception exception);
}
