using Microsoft.Extensions.Logging;

namespace SmoothOperator.Storage.Sqlite.Engine;

/// <summary>One database file: its writer, its readers, its checkpoints. Nothing is opened before <see cref="Open"/>.</summary>
internal sealed class SqliteDatabase(string path, IReadOnlyList<Migration> migrations, SqliteOptions options, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private const int MostReaders = 8;

    private SqliteWriter? _writer;
    private ReaderPool? _readers;
    private Checkpointer? _checkpointer;
    private bool _isDisposed;

    /// <summary>Opens the file, making it when it is missing, and brings its schema up to date.</summary>
    /// <exception cref="StorageException">It cannot be opened, is damaged, or belongs to a newer program.</exception>
    public void Open()
    {
        SqliteConnection? write = null;
        try
        {
            write = SqliteConnection.Open(path, readOnly: false, options.Synchronous);
            Migrator.Apply(write, migrations, path, time);
            _checkpointer = new Checkpointer(SqliteConnection.Open(path, readOnly: false, options.Synchronous), time, logger);
            var writing = new Places(options.WriteQueueCapacity, options.WaitLimit, time, "A place in the queue of writes");
            var reading = new Places(MostReaders, options.WaitLimit, time, "A reader of the database");
            _readers = new ReaderPool(() => SqliteConnection.Open(path, readOnly: true, options.Synchronous), reading);
            _writer = new SqliteWriter(write, writing, _checkpointer, Path.GetFileName(path), logger);
        }
        catch (SqliteFailureException e)
        {
            write?.Dispose();
            throw new StorageException($"The database '{path}' cannot be opened. {e.ToStorageException().Message}", e);
        }
        catch
        {
            write?.Dispose();
            throw;
        }
    }

    /// <inheritdoc cref="SqliteWriter.WriteAsync"/>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> write, CancellationToken cancellationToken, Action<T>? committed = null) =>
        (_writer ?? throw NotOpen()).WriteAsync(write, cancellationToken, committed);

    /// <inheritdoc cref="ReaderPool.ReadAsync"/>
    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken) =>
        (_readers ?? throw NotOpen()).ReadAsync(read, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        if (_writer is not null)
            await _writer.DisposeAsync();
        _readers?.Dispose();
        if (_checkpointer is not null)
            await _checkpointer.DisposeAsync();
    }

    private static InvalidOperationException NotOpen() => new("The storage has not been opened.");
}
