using SmoothOperator.Access;

namespace SmoothOperator.Knowledge;

/// <summary>A document of a tenant's knowledge.</summary>
public sealed record KnowledgeDocument
{
    /// <summary>Unique within the tenant; stable over re-indexing.</summary>
    public required string Id { get; init; }

    /// <summary>The tenant.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>Where it came from: a path or an address; shown as the citation's title.</summary>
    public required string Source { get; init; }

    /// <summary>SHA-256 of the content, lower-case hex: equal hashes need no re-indexing.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Names of the document sets it belongs to.</summary>
    public IReadOnlyList<string> Sets { get; init; } = [];

    /// <summary>Who may see it; null means everyone of the tenant.</summary>
    public DocumentAcl? Acl { get; init; }

    /// <summary>Free metadata that retrieval can filter by.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>When it was last indexed, UTC.</summary>
    public required DateTimeOffset IndexedAt { get; init; }
}
