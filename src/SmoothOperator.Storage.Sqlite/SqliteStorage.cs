using Microsoft.Extensions.Logging;
using SmoothOperator.Storage.Sqlite.Conversations;
using SmoothOperator.Storage.Sqlite.Engine;
using SmoothOperator.Storage.Sqlite.Knowledge;
using SmoothOperator.Storage.Sqlite.Turns;

namespace SmoothOperator.Storage.Sqlite;

/// <summary>
/// Everything in two SQLite files of one directory, which belongs to one process at a time: <c>smooth-operator.db</c> for conversations and turns, <c>knowledge.db</c> for documents,
/// so that indexing never delays a turn.
/// </summary>
public sealed partial class SqliteStorage : IStorage
{
    internal static readonly Migration[] Migrations = [new(1, "conversations and turns", 1, "0001_conversations_and_turns.sql")];

    private static readonly Migration[] KnowledgeMigrations = [new(1, "knowledge", 1, "0001_knowledge.sql")];

    private readonly SqliteOptions _options;
    private readonly ILogger<SqliteStorage> _logger;
    private readonly SqliteDatabase _main;
    private readonly SqliteDatabase _documents;
    private DataDirectoryLock? _lock;

    /// <summary>Names the storage; nothing is opened yet, and until it is every call fails.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where failures are told.</param>
    public SqliteStorage(SqliteOptions options, TimeProvider time, ILogger<SqliteStorage> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.DataDirectory, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.WriteQueueCapacity, 1, nameof(options));
        (_options, _logger) = (options, logger);
        _main = new SqliteDatabase(Path.Combine(options.DataDirectory, "smooth-operator.db"), Migrations, options, time, logger);
        _documents = new SqliteDatabase(Path.Combine(options.DataDirectory, "knowledge.db"), KnowledgeMigrations, options, time, logger);
        Conversations = new SqliteConversationStore(_main);
        Turns = new SqliteTurnStore(_main);
        Knowledge = new SqliteKnowledgeStore(_documents, options.VectorCacheBytes);
    }

    /// <inheritdoc/>
    public string Name => "sqlite";

    /// <inheritdoc/>
    public IConversationStore Conversations { get; }

    /// <inheritdoc/>
    public ITurnStore Turns { get; }

    /// <inheritdoc/>
    public IKnowledgeStore Knowledge { get; }

    /// <inheritdoc/>
    /// <exception cref="StorageInUseException">Another process has the data directory.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Run(Open, cancellationToken);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _main.DisposeAsync();
        await _documents.DisposeAsync();
        _lock?.Dispose();
    }

    private void Open()
    {
        _lock = DataDirectoryLock.Take(_options.DataDirectory);
        var fromSystem = SqliteLibrary.EnsureLoaded();
        LogLibrary(SqliteLibrary.Version, fromSystem ? "system" : "bundled");
        if (SqliteLibrary.IsVulnerable)
            LogVulnerable(SqliteLibrary.Version);
        _main.Open();
        _documents.Open();
    }

    [LoggerMessage(5100, LogLevel.Information, "SQLite {Version} ({Origin}).")]
    private partial void LogLibrary(string version, string origin);

    [LoggerMessage(5103, LogLevel.Warning, "SQLite {Version} has known vulnerabilities (CVE-2025-6965); install the system's SQLite library.")]
    private partial void LogVulnerable(string version);
}
