using SmoothOperator.Knowledge;

namespace SmoothOperator.Storage;

/// <summary>Documents, their passages and the search over them. All methods throw <see cref="StorageException"/> when the backend fails.</summary>
public interface IKnowledgeStore
{
    /// <summary>Stores a document with its passages in place of whatever was stored under its id, in one transaction.</summary>
    Task PutAsync(KnowledgeDocument document, IReadOnlyList<KnowledgeChunk> chunks, CancellationToken cancellationToken);

    /// <summary>Removes a document and its passages; false when there was none.</summary>
    Task<bool> DeleteAsync(string organizationId, string documentId, CancellationToken cancellationToken);

    /// <summary>The document, or null.</summary>
    Task<KnowledgeDocument?> GetAsync(string organizationId, string documentId, CancellationToken cancellationToken);

    /// <summary>The tenant's document sets, by name.</summary>
    Task<IReadOnlyList<DocumentSet>> ListSetsAsync(string organizationId, CancellationToken cancellationToken);

    /// <summary>Runs both legs of a search; tenant, access, sets and metadata are part of the query.</summary>
    Task<KnowledgeCandidates> SearchAsync(KnowledgeQuery query, CancellationToken cancellationToken);
}
