using SmoothOperator.Access;

namespace SmoothOperator.Knowledge;

/// <summary>A search within one tenant, on behalf of somebody. Every filter holds inside the query, before ranking.</summary>
public sealed record KnowledgeQuery
{
    /// <summary>Who asks; only documents of this tenant that this reader may see are found.</summary>
    public required AccessContext Reader { get; init; }

    /// <summary>The words of the question.</summary>
    public required string Text { get; init; }

    /// <summary>Its embedding, or null: then the lexical leg answers alone.</summary>
    public ReadOnlyMemory<float>? Vector { get; init; }

    /// <summary>
    /// The vector only helps to rank what words found: a store may leave every other passage out of the dense leg, which spares it a scan. One that does not is
    /// right too.
    /// </summary>
    public bool VectorRanksOnly { get; init; }

    /// <summary>Candidates wanted from each leg.</summary>
    public required int CandidatesPerLeg { get; init; }

    /// <summary>Only documents of one of these sets; null means any, an empty list none.</summary>
    public IReadOnlyList<string>? Sets { get; init; }

    /// <summary>Only documents that carry all of these; null means any.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>Whether a document of the tenant may be found: the reader may see it, and it passes the filters. The one rule of every backend that decides outside its engine.</summary>
    /// <param name="document">A document of the reader's tenant.</param>
    public bool Admits(KnowledgeDocument document) => document.Acl?.Allows(Reader) != false && IsInSets(document) && Carries(document);

    private bool IsInSets(KnowledgeDocument document)
    {
        if (Sets is null)
            return true;
        foreach (var set in document.Sets)
        {
            if (Sets.Contains(set, StringComparer.Ordinal))
                return true;
        }

        return false;
    }

    private bool Carries(KnowledgeDocument document)
    {
        if (Metadata is null)
            return true;
        foreach (var (key, wanted) in Metadata)
        {
            if (!document.Metadata.TryGetValue(key, out var value) || value != wanted)
                return false;
        }

        return true;
    }
}
