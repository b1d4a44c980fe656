namespace SmoothOperator.Storage.Sqlite.Knowledge;

/// <summary>The statements of documents and their passages.</summary>
internal static class KnowledgeSql
{
    private const string Document = "d.n, d.id, o.id, d.source, d.content_hash, d.sets, d.acl, d.metadata, d.indexed_at, d.organization_n";

    private const string OfOrganization = "FROM documents d JOIN organizations o ON o.n = d.organization_n WHERE o.id = ?";

    public const string InsertOrganization = "INSERT INTO organizations (id) VALUES (?) ON CONFLICT DO NOTHING";

    public const string OrganizationNumber = "SELECT n FROM organizations WHERE id = ?";

    public const string DocumentNumber = $"SELECT d.n {OfOrganization} AND d.id = ?";

    public const string DocumentById = $"SELECT {Document} {OfOrganization} AND d.id = ?";

    public const string Documents = $"SELECT {Document} {OfOrganization} ORDER BY d.n";

    public const string InsertDocument = """
        INSERT INTO documents (organization_n, id, source, content_hash, sets, acl, metadata, indexed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """;

    public const string InsertChunk = "INSERT INTO chunks (document_n, ordinal, id, tenant, text, vector) VALUES (?, ?, ?, ?, ?, ?)";

    public const string IndexChunk = "INSERT INTO chunks_fts (rowid, tenant, text) VALUES (?, ?, ?)";

    public const string UnindexChunks = """
        INSERT INTO chunks_fts (chunks_fts, rowid, tenant, text) SELECT 'delete', n, tenant, text FROM chunks WHERE document_n = ?
        """;

    public const string DeleteChunks = "DELETE FROM chunks WHERE document_n = ?";

    public const string DeleteDocument = "DELETE FROM documents WHERE n = ?";

    public const string Vectors = """
        SELECT c.document_n, c.n, c.vector FROM organizations o JOIN documents d ON d.organization_n = o.n JOIN chunks c ON c.document_n = d.n
        WHERE o.id = ? AND c.vector IS NOT NULL ORDER BY c.document_n, c.n
        """;

    /// <summary>Best first; read as far as is wanted. The outer table stays the outer one, so that nothing is sorted twice.</summary>
    /// <summary>Without ORDER BY: for it FTS5 compiles a second statement at every query, which costs more than a small search.</summary>
    public const string Match = "SELECT rank, rowid FROM chunks_fts WHERE chunks_fts MATCH ?";

    public const string MatchedChunk = "SELECT document_n, id, text FROM chunks WHERE n = ?";

    public const string Chunk = "SELECT id, text FROM chunks WHERE n = ? AND document_n = ?";
}
