namespace SmoothOperator.Knowledge;

/// <summary>The part of a tenant's knowledge to search in.</summary>
public sealed record KnowledgeScope
{
    /// <summary>All of it.</summary>
    public static KnowledgeScope Everything { get; } = new();

    /// <summary>Only documents of one of these sets; null means any, an empty list none.</summary>
    public IReadOnlyList<string>? Sets { get; init; }

    /// <summary>Only documents that carry all of these; null means any.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}
