using SmoothOperator.Access;

namespace SmoothOperator.Knowledge;

/// <summary>A document as it comes from its source, before it is cut and embedded.</summary>
public sealed record SourceDocument
{
    /// <summary>Unique within the tenant; the same at every indexing.</summary>
    public required string Id { get; init; }

    /// <summary>The tenant.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>A path or an address; shown as the citation's title.</summary>
    public required string Source { get; init; }

    /// <summary>The text: Markdown or plain.</summary>
    public required string Content { get; init; }

    /// <summary>Names of the document sets it belongs to.</summary>
    public IReadOnlyList<string> Sets { get; init; } = [];

    /// <summary>Who may see it; null means everyone of the tenant.</summary>
    public DocumentAcl? Acl { get; init; }

    /// <summary>Free metadata that retrieval can filter by.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
