using System.Buffers;
using System.Text;
using SQLitePCL;

namespace SmoothOperator.Storage.Sqlite.Engine;

/// <summary>
/// A prepared statement: values are added in order, then it is run or its rows are read. Text goes in and out by its length in bytes, so that a NUL ends nothing;
/// a lone surrogate, which UTF-8 cannot hold, is stored as U+FFFD.
/// </summary>
internal sealed class SqliteStatement(SqliteConnection connection, sqlite3_stmt handle) : IDisposable
{
    private const int StackBytes = 512;
    private int _bound;

    public SqliteStatement Add(string? value)
    {
        if (value is null)
            return AddNull();
        if (value.Length == 0)
            return Bound(raw.sqlite3_bind_text(handle, ++_bound, ""));
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        var rented = most > StackBytes ? ArrayPool<byte>.Shared.Rent(most) : null;
        var buffer = rented ?? stackalloc byte[StackBytes];
        var length = Encoding.UTF8.GetBytes(value, buffer);
        var code = raw.sqlite3_bind_text(handle, ++_bound, buffer[..length]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return Bound(code);
    }

    public SqliteStatement Add(long value) => Bound(raw.sqlite3_bind_int64(handle, ++_bound, value));

    public SqliteStatement Add(bool value) => Add(value ? 1L : 0L);

    public SqliteStatement Add(DateTimeOffset value) => Add(value.UtcTicks);

    public SqliteStatement Add(ReadOnlySpan<byte> value) => Bound(raw.sqlite3_bind_blob(handle, ++_bound, value));

    public SqliteStatement AddNull() => Bound(raw.sqlite3_bind_null(handle, ++_bound));

    /// <summary>Moves to the next row.</summary>
    public bool Read()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW)
            return true;
        if (code != raw.SQLITE_DONE)
            connection.Check(code);
        return false;
    }

    /// <summary>Runs a statement that gives no rows, and makes it ready again.</summary>
    public void Run()
    {
        try
        {
            Read();
        }
        finally
        {
            Dispose();
        }
    }

    public string GetText(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(handle, column));

    public string? GetTextOrNull(int column) => IsNull(column) ? null : GetText(column);

    public long GetLong(int column) => raw.sqlite3_column_int64(handle, column);

    public int GetInt(int column) => raw.sqlite3_column_int(handle, column);

    public double GetDouble(int column) => raw.sqlite3_column_double(handle, column);

    public bool GetBool(int column) => GetLong(column) != 0;

    public DateTimeOffset GetTime(int column) => new(GetLong(column), TimeSpan.Zero);

    /// <summary>Valid until the next row.</summary>
    public ReadOnlySpan<byte> GetBytes(int column) => raw.sqlite3_column_blob(handle, column);

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    /// <summary>Makes it ready for its first value again; what went wrong while it ran was thrown by <see cref="Read"/>.</summary>
    public void Dispose()
    {
        _bound = 0;
        raw.sqlite3_reset(handle);
        raw.sqlite3_clear_bindings(handle);
    }

    public void Close() => raw.sqlite3_finalize(handle);

    private SqliteStatement Bound(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            Dispose();
            connection.Check(code);
        }

        return this;
    }
}
