using System.Runtime.InteropServices;
using SmoothOperator.Knowledge;
using SmoothOperator.Storage.Sqlite.Engine;

namespace SmoothOperator.Storage.Sqlite.Knowledge;

/// <summary>Rows of documents and passages.</summary>
internal static class KnowledgeRows
{
    public static CachedDocument ReadDocument(SqliteStatement query)
    {
        var document = new KnowledgeDocument
        {
            Id = query.GetText(1),
            OrganizationId = query.GetText(2),
            Source = query.GetText(3),
            ContentHash = query.GetText(4),
            IndexedAt = query.GetTime(8),
        };
        return new CachedDocument(query.GetLong(0), query.GetLong(9), DocumentJson.Fill(document, query.GetText(5), query.GetTextOrNull(6), query.GetText(7)));
    }

    public static long? ReadNumber(SqliteStatement query)
    {
        using (query)
            return query.Read() ? query.GetLong(0) : null;
    }

    public static KnowledgeChange Replace(SqliteConnection connection, KnowledgeDocument document, IReadOnlyList<KnowledgeChunk> chunks)
    {
        var removed = Remove(connection, document.OrganizationId, document.Id);
        connection.Use(KnowledgeSql.InsertOrganization).Add(document.OrganizationId).Run();
        var organization = ReadNumber(connection.Use(KnowledgeSql.OrganizationNumber).Add(document.OrganizationId))!.Value;
        connection.Use(KnowledgeSql.InsertDocument)
            .Add(organization).Add(document.Id).Add(document.Source).Add(document.ContentHash)
            .Add(DocumentJson.Write(document.Sets)).Add(DocumentJson.Write(document.Acl)).Add(DocumentJson.Write(document.Metadata)).Add(document.IndexedAt)
            .Run();
        var added = new CachedDocument(connection.LastInsertRowId, organization, document);
        var tenant = MatchExpression.TenantWord(organization);
        foreach (var chunk in chunks)
            Insert(connection, tenant, added, chunk);
        return new KnowledgeChange(document.OrganizationId, removed, added);
    }

    /// <returns>The number of the version removed, or null when there was none.</returns>
    public static long? Remove(SqliteConnection connection, string organizationId, string documentId)
    {
        if (ReadNumber(connection.Use(KnowledgeSql.DocumentNumber).Add(organizationId).Add(documentId)) is not { } number)
            return null;
        connection.Use(KnowledgeSql.UnindexChunks).Add(number).Run();
        connection.Use(KnowledgeSql.DeleteChunks).Add(number).Run();
        connection.Use(KnowledgeSql.DeleteDocument).Add(number).Run();
        return number;
    }

    /// <summary>Everything of a tenant that searches need in memory, as of one moment.</summary>
    public static Dictionary<long, CachedDocument> Load(SqliteConnection connection, string organizationId)
    {
        connection.Execute("BEGIN");
        try
        {
            var documents = new Dictionary<long, CachedDocument>();
            using (var query = connection.Use(KnowledgeSql.Documents).Add(organizationId))
            {
                while (query.Read())
                {
                    var document = ReadDocument(query);
                    documents.Add(document.Number, document);
                }
            }

            using var vectors = connection.Use(KnowledgeSql.Vectors).Add(organizationId);
            while (vectors.Read())
                documents[vectors.GetLong(0)].Add(vectors.GetLong(1), MemoryMarshal.Cast<byte, float>(vectors.GetBytes(2)));
            return documents;
        }
        finally
        {
            connection.Execute("COMMIT");
        }
    }

    private static void Insert(SqliteConnection connection, string tenant, CachedDocument document, KnowledgeChunk chunk)
    {
        var insert = connection.Use(KnowledgeSql.InsertChunk).Add(document.Number).Add(chunk.Ordinal).Add(chunk.Id).Add(tenant).Add(chunk.Text);
        if (chunk.Vector is { } vector)
            insert.Add(MemoryMarshal.AsBytes(vector.Span));
        else
            insert.AddNull();
        insert.Run();
        var number = connection.LastInsertRowId;
        connection.Use(KnowledgeSql.IndexChunk).Add(number).Add(tenant).Add(chunk.Text).Run();
        if (chunk.Vector is { } cached)
            document.Add(number, cached.Span);
    }
}
