namespace SmoothOperator.Storage.Sqlite.Engine;

/// <summary>Read-only connections, opened as they are needed. A read takes microseconds and runs on its caller's thread; it sees everything committed before it began.</summary>
internal sealed class ReaderPool(Func<SqliteConnection> open, Places places) : IDisposable
{
    private readonly Stack<SqliteConnection> _idle = new();
    private bool _closed;

    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken) =>
        places.TryTake() ? Read(read) : ReadLaterAsync(read, cancellationToken);

    public void Dispose()
    {
        lock (_idle)
        {
            _closed = true;
            foreach (var connection in _idle)
                connection.Dispose();
            _idle.Clear();
        }
    }

    private async Task<T> ReadLaterAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken)
    {
        await places.TakeAsync(cancellationToken);
        return await Read(read);
    }

    private Task<T> Read<T>(Func<SqliteConnection, T> read)
    {
        SqliteConnection? connection = null;
        try
        {
            connection = Rent();
            return Task.FromResult(read(connection));
        }
        catch (SqliteFailureException e)
        {
            return Task.FromException<T>(e.ToStorageException());
        }
        catch (Exception e)
        {
            return Task.FromException<T>(e);
        }
        finally
        {
            if (connection is not null)
                Return(connection);
            places.GiveBack();
        }
    }

    private SqliteConnection Rent()
    {
        lock (_idle)
        {
            if (_closed)
                throw new StorageException("The storage is closed.");
            if (_idle.TryPop(out var connection))
                return connection;
        }

        return open();
    }

    private void Return(SqliteConnection connection)
    {
        lock (_idle)
        {
            if (_closed)
                connection.Dispose();
            else
                _idle.Push(connection);
        }
    }
}
