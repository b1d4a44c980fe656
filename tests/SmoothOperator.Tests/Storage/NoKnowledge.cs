using SmoothOperator.Knowledge;
using SmoothOperator.Storage;

namespace SmoothOperator.Tests.Storage;

/// <summary>For tests that need no documents.</summary>
internal sealed class NoKnowledge : IKnowledgeStore
{
    public Task PutAsync(KnowledgeDocument document, IReadOnlyList<KnowledgeChunk> chunks, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> DeleteAsync(string organizationId, string documentId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<KnowledgeDocument?> GetAsync(string organizationId, string documentId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<DocumentSet>> ListSetsAsync(string organizationId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<KnowledgeCandidates> SearchAsync(KnowledgeQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();
}
