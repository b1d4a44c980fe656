using SmoothOperator.Storage;
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
