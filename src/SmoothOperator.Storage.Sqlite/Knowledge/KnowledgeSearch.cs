using System.Numerics.Tensors;
using SmoothOperator.Knowledge;
using SmoothOperator.Storage.Sqlite.Engine;

namespace SmoothOperator.Storage.Sqlite.Knowledge;

/// <summary>
/// One search over one tenant. Both legs leave out what the reader may not see before they cut, and neither gives a passage of a version that the snapshot does not hold: what was
/// replaced in between is found by the next search, never under the old access list.
/// The tenant has at least one document.
/// </summary>
internal sealed class KnowledgeSearch(SqliteConnection connection, TenantSnapshot tenant, KnowledgeQuery query)
{
    private readonly Dictionary<long, ChunkHit> _read = [];
    private readonly List<(CachedDocument Document, long Chunk)> _found = [];

    public KnowledgeCandidates Run() => new(FindByWords(), FindByVector());

    private List<ChunkHit> FindByWords()
    {
        var hits = new List<ChunkHit>();
        if (MatchExpression.For(tenant.Documents[0].Organization, query.Text) is not { } expression)
            return hits;
        foreach (var (rank, chunk) in Matches(expression))
        {
            if (hits.Count == query.CandidatesPerLeg)
                break;
            using var row = connection.Use(KnowledgeSql.MatchedChunk).Add(chunk);
            if (!row.Read() || tenant.Find(row.GetLong(0)) is not { } found || !query.Admits(found.Document))
                continue;
            var hit = new ChunkHit(row.GetText(1), found.Document.Id, found.Document.Source, row.GetText(2), -rank);
            hits.Add(hit);
            _read[chunk] = hit;
            _found.Add((found, chunk));
        }

        return hits;
    }

    /// <summary>Every passage of the tenant that shares a word with the question, best first.</summary>
    private List<(double Rank, long Chunk)> Matches(string expression)
    {
        var matches = new List<(double Rank, long Chunk)>();
        using var match = connection.Use(KnowledgeSql.Match).Add(expression);
        while (match.Read())
            matches.Add((match.GetDouble(0), match.GetLong(1)));
        matches.Sort();
        return matches;
    }

    private List<ChunkHit> FindByVector()
    {
        if (query.Vector is not { Length: > 0 } vector)
            return [];
        var length = TensorPrimitives.Norm(vector.Span);
        if (!(length > 0) || !float.IsFinite(length))
            return [];
        var hits = new List<ChunkHit>();
        foreach (var (document, chunk, score) in Nearest(vector.Span, length))
        {
            if (Read(document, chunk, score) is { } hit)
                hits.Add(hit);
        }

        return hits;
    }

    private IReadOnlyList<(CachedDocument Document, long Chunk, double Score)> Nearest(ReadOnlySpan<float> vector, float length)
    {
        var nearest = new NearestPassages(query.CandidatesPerLeg);
        if (query.VectorRanksOnly)
        {
            foreach (var (document, chunk) in _found)
            {
                if (document.VectorOf(chunk) is { } direction && direction.Length == vector.Length)
                    nearest.Offer(document, chunk, TensorPrimitives.Dot(vector, direction) / length);
            }

            return nearest.Take();
        }

        foreach (var document in tenant.Documents)
        {
            if (!query.Admits(document.Document))
                continue;
            foreach (var (chunk, direction) in document.Vectors)
            {
                if (direction.Length == vector.Length)
                    nearest.Offer(document, chunk, TensorPrimitives.Dot(vector, direction) / length);
            }
        }

        return nearest.Take();
    }

    private ChunkHit? Read(CachedDocument document, long chunk, double score)
    {
        if (_read.TryGetValue(chunk, out var known))
            return known with { Score = score };
        using var row = connection.Use(KnowledgeSql.Chunk).Add(chunk).Add(document.Number);
        return row.Read() ? new ChunkHit(row.GetText(0), document.Document.Id, document.Document.Source, row.GetText(1), score) : null;
    }
}
