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
    private readonly TimeProvider _time;
    private readonly ILogger<SqliteStorage> _logger;
    private DataDirectoryLock? _lock;
    private SqliteDatabase? _main;
    private IConversationStore? _conversations;
    private ITurnStore? _turns;
    private SqliteDatabase? _documents;
    private IKnowledgeStore? _knowledge;

    /// <summary>Names the storage; nothing is opened yet.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where failures are told.</param>
    public SqliteStorage(SqliteOptions options, TimeProvider time, ILogger<SqliteStorage> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.DataDirectory, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.WriteQueueCapacity, 1, nameof(options));
        (_options, _time, _logger) = (options, time, logger);
    }

    /// <inheritdoc/>
    public string Name => "sqlite";

    /// <inheritdoc/>
    public IConversationStore Conversations => _conversations ?? throw NotOpen();

    /// <inheritdoc/>
    public ITurnStore Turns => _turns ?? throw NotOpen();

    /// <inheritdoc/>
    public IKnowledgeStore Knowledge => _knowledge ?? throw NotOpen();

    /// <inheritdoc/>
    /// <exception cref="StorageInUseException">Another process has the data directory.</exception>
    public Task OpenAsync(CancellationToken cancellationToken) => Task.Run(Open, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_main is not null)
            await _main.DisposeAsync();
        if (_documents is not null)
            await _documents.DisposeAsync();
        _lock?.Dispose();
    }

    private static InvalidOperationException NotOpen() => new("The storage has not been opened.");

    private void Open()
    {
        _lock = DataDirectoryLock.Take(_options.DataDirectory);
        var fromSystem = SqliteLibrary.EnsureLoaded();
        LogLibrary(SqliteLibrary.Version, fromSystem ? "system" : "bundled");
        if (SqliteLibrary.IsVulnerable)
            LogVulnerable(SqliteLibrary.Version);
        _main = Open("smooth-operator.db", Migrations);
        _documents = Open("knowledge.db", KnowledgeMigrations);
        _conversations = new SqliteConversationStore(_main);
        _turns = new SqliteTurnStore(_main);
        _knowledge = new SqliteKnowledgeStore(_documents, _options.VectorCacheBytes);
    }

    private SqliteDatabase Open(string file, Migration[] migrations) =>
        SqliteDatabase.Open(Path.Combine(_options.DataDirectory, file), migrations, _options, _time, _logger);

    [LoggerMessage(5100, LogLevel.Information, "SQLite {Version} ({Origin}).")]
    private partial void LogLibrary(string version, string origin);

    [LoggerMessage(5103, LogLevel.Warning, "SQLite {Version} has known vulnerabilities (CVE-2025-6965); install the system's SQLite library.")]
    private partial void LogVulnerable(string version);
}
