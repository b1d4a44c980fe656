namespace SmoothOperator.Access;

/// <summary>Who may see a document within its tenant. A document without one is visible to everyone of the tenant.</summary>
/// <param name="IsPublic">Everyone of the tenant.</param>
/// <param name="Users">User ids that may.</param>
/// <param name="Groups">Groups that may.</param>
public sealed record DocumentAcl(bool IsPublic, IReadOnlyList<string> Users, IReadOnlyList<string> Groups)
{
    /// <summary>Nobody: what an access list that cannot be read means.</summary>
    public static DocumentAcl Locked { get; } = new(false, [], []);

    /// <summary>Whether <paramref name="reader"/> may see the document.</summary>
    /// <param name="reader">Who asks; the tenant has been compared already.</param>
    public bool Allows(AccessContext reader) =>
        IsPublic
        || (reader.UserId is { } user && Users.Contains(user, StringComparer.Ordinal))
        || Groups.Any(group => reader.Groups.Contains(group, StringComparer.Ordinal));
}
