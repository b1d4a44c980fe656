using SmoothOperator.Knowledge;
using SmoothOperator.Storage;
using SmoothOperator.Storage.Memory;
using SmoothOperator.Testing.Storage;

namespace SmoothOperator.Tests.Storage;

public sealed class MemoryConversationStoreTests : ConversationStoreConformance
{
    protected override Task<IStorage> CreateStorageAsync() => Task.FromResult<IStorage>(new MemoryStorage(new MemoryKnowledgeStore()));
}

public sealed class MemoryTurnStoreTests : TurnStoreConformance
{
    protected override Task<IStorage> CreateStorageAsync() => Task.FromResult<IStorage>(new MemoryStorage(new MemoryKnowledgeStore()));
}

public sealed class MemoryKnowledgeStoreConformanceTests : KnowledgeStoreConformance
{
    protected override Task<IStorage> CreateStorageAsync() => Task.FromResult<IStorage>(new MemoryStorage(new MemoryKnowledgeStore()));
}
