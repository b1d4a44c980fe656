namespace SmoothOperator.Storage.Sqlite.Knowledge;

/// <summary>What a committed write changed.</summary>
/// <param name="OrganizationId">The tenant.</param>
/// <param name="Removed">Number of the version that is gone, or null.</param>
/// <param name="Added">The version that came, or null.</param>
internal sealed record KnowledgeChange(string OrganizationId, long? Removed, CachedDocument? Added);
