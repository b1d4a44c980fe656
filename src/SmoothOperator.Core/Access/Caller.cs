namespace SmoothOperator.Access;

/// <summary>Who speaks on a connection, as far as it was verified. Nothing a frame says is part of it.</summary>
/// <param name="OrganizationId">The verified organization; null for an anonymous visitor, who reaches what it can name by its unguessable id.</param>
/// <param name="UserId">The verified user, or null.</param>
/// <param name="Groups">The verified groups.</param>
public sealed record Caller(string? OrganizationId, string? UserId, IReadOnlyList<string> Groups)
{
    /// <summary>Nobody in particular.</summary>
    public static Caller Anonymous { get; } = new(null, null, []);

    /// <summary>On whose behalf this caller reads in an organization's conversation.</summary>
    public AccessContext ReaderIn(string organizationId) => new(organizationId, UserId, Groups);
}
