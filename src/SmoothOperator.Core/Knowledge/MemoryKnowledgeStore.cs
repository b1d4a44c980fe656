using System.Collections.Concurrent;
using SmoothOperator.Storage;

namespace SmoothOperator.Knowledge;

/// <summary>Documents in the memory of this process: its own BM25, exact cosine over contiguous vectors. Searches never wait for a writer.</summary>
public sealed class MemoryKnowledgeStore : IKnowledgeStore
{
    private static readonly Task<KnowledgeCandidates> Nothing = Task.FromResult(new KnowledgeCandidates([], []));

    private readonly ConcurrentDictionary<string, TenantKnowledge> _tenants = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task PutAsync(KnowledgeDocument document, IReadOnlyList<KnowledgeChunk> chunks, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _tenants.GetOrAdd(document.OrganizationId, static _ => new TenantKnowledge()).Put(document, chunks);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string organizationId, string documentId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_tenants.TryGetValue(organizationId, out var tenant) && tenant.Remove(documentId));
    }

    /// <inheritdoc/>
    public Task<KnowledgeDocument?> GetAsync(string organizationId, string documentId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_tenants.TryGetValue(organizationId, out var tenant) ? tenant.Index.Find(documentId) : null);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<DocumentSet>> ListSetsAsync(string organizationId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_tenants.TryGetValue(organizationId, out var tenant))
            return Task.FromResult<IReadOnlyList<DocumentSet>>([]);

        var sets = tenant.Index.Documents
            .SelectMany(document => document.Sets.Distinct(StringComparer.Ordinal))
            .CountBy(set => set, StringComparer.Ordinal)
            .OrderBy(set => set.Key, StringComparer.Ordinal)
            .Select(set => new DocumentSet(set.Key, set.Value));
        return Task.FromResult<IReadOnlyList<DocumentSet>>([.. sets]);
    }

    /// <inheritdoc/>
    public Task<KnowledgeCandidates> SearchAsync(KnowledgeQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _tenants.TryGetValue(query.Reader.OrganizationId, out var tenant) ? Task.FromResult(tenant.Index.Search(query)) : Nothing;
    }
}
