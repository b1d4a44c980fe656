using System.Diagnostics.CodeAnalysis;
using SQLitePCL;

namespace SmoothOperator.Storage.Sqlite.Engine;

/// <summary>One connection with the statements prepared on it. Used by one thread at a time.</summary>
internal sealed class SqliteConnection : IDisposable
{
    /// <summary>For programs beside this one, such as the sqlite3 shell.</summary>
    private const int PatienceMilliseconds = 5_000;

    private const int CheckpointPatienceMilliseconds = 50;
    private const int CacheWriteStatus = 9;

    private readonly sqlite3 _handle;

    /// <summary>By identity: the texts are constants, and hashing them would cost as much as running some of them.</summary>
    private readonly Dictionary<object, SqliteStatement> _statements = new(ReferenceEqualityComparer.Instance);

    private SqliteConnection(sqlite3 handle)
    {
        _handle = handle;
    }

    public static SqliteConnection Open(string path, bool readOnly, SqliteSynchronous synchronous)
    {
        SqliteLibrary.EnsureLoaded();
        var flags = (readOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE) | raw.SQLITE_OPEN_NOMUTEX;
        var code = raw.sqlite3_open_v2(path, out var handle, flags, null);
        var connection = new SqliteConnection(handle);
        try
        {
            connection.Check(code);
            raw.sqlite3_extended_result_codes(handle, 1);
            raw.sqlite3_busy_timeout(handle, PatienceMilliseconds);
            if (!readOnly)
                connection.Execute("PRAGMA journal_mode = WAL");
            connection.Execute($"PRAGMA synchronous = {(synchronous is SqliteSynchronous.Full ? "FULL" : "NORMAL")}");
            connection.Execute($"PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = {(readOnly ? -512 : -4000)}; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public bool IsInTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    /// <summary>Rows changed since the connection was opened, those of failed statements left out.</summary>
    public int TotalChanges => raw.sqlite3_total_changes(_handle);

    /// <summary>Rows changed by the statement run last, those removed along with others left out.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    public long LastInsertRowId => raw.sqlite3_last_insert_rowid(_handle);

    /// <summary>The statement of a constant text, ready for its first value. Dispose of it to make it ready again.</summary>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The statement owns it.")]
    public SqliteStatement Use(string sql)
    {
        if (_statements.TryGetValue(sql, out var statement))
            return statement;
        Check(raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var handle));
        statement = new SqliteStatement(this, handle);
        _statements.Add(sql, statement);
        return statement;
    }

    /// <summary>Runs statements that take no values and whose rows nobody reads.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    /// <summary>Pages written since the last call.</summary>
    public int TakeWrittenPages()
    {
        raw.sqlite3_db_status(_handle, CacheWriteStatus, out var pages, out _, resetFlg: 1);
        return pages;
    }

    /// <summary>Moves the write-ahead log into the database.</summary>
    /// <returns>Pages in the log, and how many of them are in the database by now; both 0 when somebody was in the way.</returns>
    public (int Logged, int Moved) Checkpoint(int mode)
    {
        raw.sqlite3_busy_timeout(_handle, CheckpointPatienceMilliseconds);
        var code = raw.sqlite3_wal_checkpoint_v2(_handle, "main", mode, out var logged, out var moved);
        raw.sqlite3_busy_timeout(_handle, PatienceMilliseconds);
        if ((code & 0xff) == raw.SQLITE_BUSY)
            return default;
        Check(code);
        return (logged, moved);
    }

    public void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
            throw new SqliteFailureException(raw.sqlite3_extended_errcode(_handle), raw.sqlite3_errmsg(_handle).utf8_to_string() + ".");
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Close();
        _statements.Clear();
        raw.sqlite3_close_v2(_handle);
    }
}
