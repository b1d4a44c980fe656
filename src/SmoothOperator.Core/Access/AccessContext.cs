namespace SmoothOperator.Access;

/// <summary>On whose behalf something is read: a tenant, and within it a user and groups, if verified.</summary>
/// <param name="OrganizationId">The tenant: the outer wall of every look-up.</param>
/// <param name="UserId">The verified user, or null for an anonymous visitor.</param>
/// <param name="Groups">The verified groups.</param>
public sealed record AccessContext(string OrganizationId, string? UserId, IReadOnlyList<string> Groups)
{
    /// <summary>An anonymous visitor of a tenant.</summary>
    /// <param name="organizationId">The tenant.</param>
    public static AccessContext Anonymous(string organizationId) => new(organizationId, null, []);
}
