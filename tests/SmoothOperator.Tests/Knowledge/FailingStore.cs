using SmoothOperator.Knowledge;
using SmoothOperator.Storage;

namespace SmoothOperator.Tests.Knowledge;

/// <summary>A store whose backend is down.</summary>
internal sealed class FailingStore : IKnowledgeStore
{
    public Task PutAsync(KnowledgeDocument document, IReadOnlyList<KnowledgeChunk> chunks, CancellationToken cancellationToken) => throw new StorageException("down");

    public Task<bool> DeleteAsync(string organizationId, string documentId, CancellationToken cancellationToken) => throw new StorageException("down");

    public Task<KnowledgeDocument?> GetAsync(string organizationId, string documentId, CancellationToken cancellationToken) => throw new StorageException("down");

    public Task<IReadOnlyList<DocumentSet>> ListSetsAsync(string organizationId, CancellationToken cancellationToken) => throw new StorageException("down");

    public Task<KnowledgeCandidates> SearchAsync(KnowledgeQuery query, CancellationToken cancellationToken) => throw new StorageException("down");
}
