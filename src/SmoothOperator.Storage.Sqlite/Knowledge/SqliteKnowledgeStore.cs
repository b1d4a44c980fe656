using SmoothOperator.Knowledge;
using SmoothOperator.Storage.Sqlite.Engine;

namespace SmoothOperator.Storage.Sqlite.Knowledge;

/// <summary>Words are found by FTS5, neighbours by exact cosine over vectors kept in memory, which only this store's own commits change.</summary>
internal sealed class SqliteKnowledgeStore(SqliteDatabase database, long vectorCacheBytes) : IKnowledgeStore
{
    /// <summary>Up to here a search takes less than a millisecond or two and runs on its caller's thread.</summary>
    private const int SmallTenant = 2_000;

    private readonly TenantCaches _tenants = new(
        organizationId => database.ReadAsync(connection => KnowledgeRows.Load(connection, organizationId), CancellationToken.None), vectorCacheBytes);

    public Task PutAsync(KnowledgeDocument document, IReadOnlyList<KnowledgeChunk> chunks, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => KnowledgeRows.Replace(connection, document, chunks), cancellationToken, _tenants.Apply);

    public async Task<bool> DeleteAsync(string organizationId, string documentId, CancellationToken cancellationToken)
    {
        var change = await database.WriteAsync(
            connection => new KnowledgeChange(organizationId, KnowledgeRows.Remove(connection, organizationId, documentId), null), cancellationToken, _tenants.Apply);
        return change.Removed is not null;
    }

    public Task<KnowledgeDocument?> GetAsync(string organizationId, string documentId, CancellationToken cancellationToken) => database.ReadAsync(
        connection =>
        {
            using var query = connection.Use(KnowledgeSql.DocumentById).Add(organizationId).Add(documentId);
            return query.Read() ? KnowledgeRows.ReadDocument(query).Document : null;
        },
        cancellationToken);

    public async Task<IReadOnlyList<DocumentSet>> ListSetsAsync(string organizationId, CancellationToken cancellationToken)
    {
        var tenant = await _tenants.GetAsync(organizationId, cancellationToken);
        return
        [
            .. tenant.Documents.SelectMany(document => document.Document.Sets.Distinct(StringComparer.Ordinal))
                .CountBy(set => set, StringComparer.Ordinal)
                .OrderBy(set => set.Key, StringComparer.Ordinal)
                .Select(set => new DocumentSet(set.Key, set.Value)),
        ];
    }

    public async Task<KnowledgeCandidates> SearchAsync(KnowledgeQuery query, CancellationToken cancellationToken)
    {
        var tenant = await _tenants.GetAsync(query.Reader.OrganizationId, cancellationToken);
        if (tenant.Documents.Count == 0)
            return new KnowledgeCandidates([], []);
        return tenant.Passages <= SmallTenant
            ? await SearchAsync(tenant, query, cancellationToken)
            : await Task.Run(() => SearchAsync(tenant, query, cancellationToken), cancellationToken);
    }

    private Task<KnowledgeCandidates> SearchAsync(TenantSnapshot tenant, KnowledgeQuery query, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => new KnowledgeSearch(connection, tenant, query).Run(), cancellationToken);
}
