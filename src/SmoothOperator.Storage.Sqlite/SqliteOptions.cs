namespace SmoothOperator.Storage.Sqlite;

/// <summary>How SQLite storage is opened.</summary>
public sealed class SqliteOptions
{
    /// <summary>The directory of the database files; made when it is missing. One process at a time may use it.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>What a commit waits for.</summary>
    public SqliteSynchronous Synchronous { get; init; }

    /// <summary>Writes that may wait; further callers wait for a place in the queue.</summary>
    public int WriteQueueCapacity { get; init; } = 4_096;

    /// <summary>How long a caller waits for a place in the queue, or for a free reader, before it gets a <see cref="StorageException"/>.</summary>
    public TimeSpan WaitLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of passages' vectors kept in memory over all tenants; the least recently searched tenants are dropped first, the tenant being searched never.</summary>
    public long VectorCacheBytes { get; init; } = 512L << 20;
}
