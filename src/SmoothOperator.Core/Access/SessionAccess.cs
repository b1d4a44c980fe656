using SmoothOperator.Conversations;
using SmoothOperator.Storage;

namespace SmoothOperator.Access;

/// <summary>The one place that decides whether somebody may use a session. "Not yours" and "not there" are the same answer.</summary>
public sealed class SessionAccess(IStorage storage)
{
    /// <summary>The session, or null when there is none or it belongs to another organization than the verified one.</summary>
    /// <param name="verifiedOrganizationId">The organization of a verified identity, or null for an anonymous visitor, who reaches what it can name.</param>
    /// <param name="sessionId">The session's id as the client sent it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="StorageException">The storage failed: that is no proof of absence.</exception>
    public async ValueTask<Session?> FindAsync(string? verifiedOrganizationId, string sessionId, CancellationToken cancellationToken)
    {
        var session = await storage.Conversations.GetSessionAsync(sessionId, cancellationToken);
        return session is null || (verifiedOrganizationId is not null && !string.Equals(session.OrganizationId, verifiedOrganizationId, StringComparison.Ordinal))
            ? null
            : session;
    }
}
