using Microsoft.Extensions.Logging;

namespace SmoothOperator.Storage.Sqlite.Engine;

/// <summary>
/// The only writer of a database. It takes whatever waits, never waiting for more, into one transaction; callers learn their results after the commit. Operations do not know of each
/// other: one that fails without having changed anything is left out, and after any other failure the transaction is given up and each runs in one of its own.
/// </summary>
internal sealed partial class SqliteWriter : IAsyncDisposable
{
    /// <summary>Keeps one transaction to a few milliseconds.</summary>
    private const int LargestBatch = 512;

    private readonly SqliteConnection _connection;
    private readonly Places _places;
    private readonly Checkpointer _checkpointer;
    private readonly ILogger _logger;
    private readonly Queue<WriteOperation> _waiting = new();
    private readonly List<WriteOperation> _batch = new(LargestBatch);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _closing;

    public SqliteWriter(SqliteConnection connection, Places places, Checkpointer checkpointer, string name, ILogger logger)
    {
        (_connection, _places, _checkpointer, _logger) = (connection, places, checkpointer, logger);
        new Thread(WorkUntilClosed) { Name = "sqlite writer: " + name, IsBackground = true }.Start();
    }

    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> write, CancellationToken cancellationToken, Action<T>? committed = null)
    {
        var operation = new WriteOperation<T>(write, committed, cancellationToken);
        return _places.TryTake() ? Enqueue(operation) : EnqueueLaterAsync(operation, cancellationToken);
    }

    /// <summary>Ends when everything that waits has been written; nothing is accepted from now on.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_waiting)
        {
            _closing = true;
            Monitor.Pulse(_waiting);
        }

        await _ended.Task;
        _connection.Dispose();
    }

    private async Task<T> EnqueueLaterAsync<T>(WriteOperation<T> operation, CancellationToken cancellationToken)
    {
        await _places.TakeAsync(cancellationToken);
        return await Enqueue(operation);
    }

    private Task<T> Enqueue<T>(WriteOperation<T> operation)
    {
        lock (_waiting)
        {
            if (_closing)
            {
                _places.GiveBack();
                return Task.FromException<T>(new StorageException("The storage is closed."));
            }

            _waiting.Enqueue(operation);
            if (_waiting.Count == 1)
                Monitor.Pulse(_waiting);
        }

        return operation.Task;
    }

    private void WorkUntilClosed()
    {
        while (Take() is var taken and > 0)
        {
            Write();
            _checkpointer.Wrote(_connection);
            _batch.Clear();
            _places.GiveBack(taken);
        }

        _ended.SetResult();
    }

    private int Take()
    {
        lock (_waiting)
        {
            while (_waiting.Count == 0 && !_closing)
                Monitor.Wait(_waiting);
            var taken = Math.Min(_waiting.Count, LargestBatch);
            for (var i = 0; i < taken; i++)
            {
                var operation = _waiting.Dequeue();
                if (operation.IsAbandoned)
                    operation.Abandon();
                else
                    _batch.Add(operation);
            }

            return taken;
        }
    }

    private void Write()
    {
        if (_batch.Count == 0 || TryWrite(_batch) is not { } error)
            return;
        if (_batch is [var only])
        {
            only.Fail(error);
            return;
        }

        LogSplit(_batch.Count, error);
        foreach (var operation in _batch)
        {
            if (TryWrite([operation]) is { } own)
                operation.Fail(own);
        }
    }

    /// <returns>Null when the callers have been told; otherwise why nothing was stored, and nobody has been told.</returns>
    private Exception? TryWrite(List<WriteOperation> operations)
    {
        try
        {
            _connection.Use("BEGIN IMMEDIATE").Run();
        }
        catch (SqliteFailureException e)
        {
            LogRefused(operations.Count, e);
            operations.ForEach(operation => operation.Fail(e));
            return null;
        }

        try
        {
            foreach (var operation in operations)
            {
                var before = _connection.TotalChanges;
                operation.Run(_connection);
                if (operation.Error is { } error && (_connection.TotalChanges != before || !_connection.IsInTransaction))
                {
                    RollBack();
                    return error;
                }
            }

            _connection.Use("COMMIT").Run();
        }
        catch (SqliteFailureException e)
        {
            LogRefused(operations.Count, e);
            RollBack();
            return e;
        }

        operations.ForEach(operation => operation.Complete());
        return null;
    }

    private void RollBack()
    {
        try
        {
            if (_connection.IsInTransaction)
                _connection.Use("ROLLBACK").Run();
        }
        catch (SqliteFailureException e)
        {
            LogRefused(0, e);
        }
    }

    [LoggerMessage(5101, LogLevel.Warning, "A transaction of {Operations} writes failed; each is tried alone.")]
    private partial void LogSplit(int operations, Exception exception);

    [LoggerMessage(5102, LogLevel.Error, "SQLite refused a transaction of {Operations} writes.")]
    private partial void LogRefused(int operations, Exception exception);
}
