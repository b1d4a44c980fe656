using SmoothOperator.Conversations;

namespace SmoothOperator.Storage;

/// <summary>Conversations, sessions and the reading of messages. All methods throw <see cref="StorageException"/> when the backend fails.</summary>
public interface IConversationStore
{
    /// <summary>
    /// Stores a session with its participants and, when it is new, its conversation; all or nothing. Opening twice with the same session id changes nothing.
    /// A conversation whose (organizationId, idempotencyKey) exists already is not stored again; the existing one is returned, and session and participants are stored under it.
    /// </summary>
    /// <returns>The conversation that the session belongs to.</returns>
    Task<Conversation> OpenSessionAsync(SessionOpening opening, CancellationToken cancellationToken);

    /// <summary>The conversation, or null.</summary>
    Task<Conversation?> GetConversationAsync(string conversationId, CancellationToken cancellationToken);

    /// <summary>The session, or null.</summary>
    Task<Session?> GetSessionAsync(string sessionId, CancellationToken cancellationToken);

    /// <summary>The conversation's participants, oldest first.</summary>
    Task<IReadOnlyList<Participant>> ListParticipantsAsync(string conversationId, CancellationToken cancellationToken);

    /// <summary>
    /// The newest messages of a conversation, or those older than the one named by <paramref name="beforeMessageId"/>, newest first, in the order of appending.
    /// </summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="beforeMessageId">A message of the conversation, or null for the newest page.</param>
    /// <param name="limit">Messages wanted, from 1.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The page, or null when <paramref name="beforeMessageId"/> is not a message of this conversation.</returns>
    Task<MessagePage?> ListMessagesAsync(string conversationId, string? beforeMessageId, int limit, CancellationToken cancellationToken);
}
