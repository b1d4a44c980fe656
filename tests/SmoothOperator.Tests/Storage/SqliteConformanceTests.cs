using Microsoft.Extensions.Logging.Abstractions;
using SmoothOperator.Storage;
using SmoothOperator.Storage.Sqlite;
using SmoothOperator.Testing.Storage;

namespace SmoothOperator.Tests.Storage;

public sealed class SqliteConversationStoreTests : ConversationStoreConformance
{
    private readonly TemporaryDirectory _directory = new();

    protected override Task<IStorage> CreateStorageAsync() => SqliteStorages.OpenAsync(_directory);

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _directory.Dispose();
    }
}

public sealed class SqliteTurnStoreTests : TurnStoreConformance
{
    private readonly TemporaryDirectory _directory = new();

    protected override Task<IStorage> CreateStorageAsync() => SqliteStorages.OpenAsync(_directory);

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _directory.Dispose();
    }
}

public sealed class SqliteKnowledgeStoreTests : KnowledgeStoreConformance
{
    private readonly TemporaryDirectory _directory = new();

    protected override Task<IStorage> CreateStorageAsync() => SqliteStorages.OpenAsync(_directory);

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _directory.Dispose();
    }
}

internal static class SqliteStorages
{
    public static async Task<IStorage> OpenAsync(TemporaryDirectory directory, SqliteSynchronous synchronous = SqliteSynchronous.Normal)
    {
        var storage = new SqliteStorage(new SqliteOptions { DataDirectory = directory.Path, Synchronous = synchronous }, TimeProvider.System, NullLogger<SqliteStorage>.Instance);
        await storage.OpenAsync(default);
        return storage;
    }
}
