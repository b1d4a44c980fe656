using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace SmoothOperator.Storage.Sqlite.Engine;

/// <summary>One database file: its writer, its readers, its checkpoints.</summary>
internal sealed class SqliteDatabase : IAsyncDisposable
{
    private const int MostReaders = 8;

    private readonly SqliteWriter _writer;
    private readonly ReaderPool _readers;
    private readonly Checkpointer _checkpointer;

    private SqliteDatabase(SqliteWriter writer, ReaderPool readers, Checkpointer checkpointer)
    {
        (_writer, _readers, _checkpointer) = (writer, readers, checkpointer);
    }

    /// <exception cref="StorageException">It cannot be opened, is damaged, or belongs to a newer program.</exception>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The parts belong to the database that is given back.")]
    public static SqliteDatabase Open(string path, IReadOnlyList<Migration> migrations, SqliteOptions options, TimeProvider time, ILogger logger)
    {
        SqliteConnection? write = null;
        try
        {
            write = SqliteConnection.Open(path, readOnly: false, options.Synchronous);
            Migrator.Apply(write, migrations, path, time);
            var checkpointer = new Checkpointer(SqliteConnection.Open(path, readOnly: false, options.Synchronous), time, logger);
            var writing = new Places(options.WriteQueueCapacity, options.WaitLimit, time, "A place in the queue of writes");
            var reading = new Places(MostReaders, options.WaitLimit, time, "A reader of the database");
            var readers = new ReaderPool(() => SqliteConnection.Open(path, readOnly: true, options.Synchronous), reading);
            return new SqliteDatabase(new SqliteWriter(write, writing, checkpointer, Path.GetFileName(path), logger), readers, checkpointer);
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
        _writer.WriteAsync(write, cancellationToken, committed);

    /// <inheritdoc cref="ReaderPool.ReadAsync"/>
    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken) => _readers.ReadAsync(read, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        _readers.Dispose();
        await _checkpointer.DisposeAsync();
    }
}
