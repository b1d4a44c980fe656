using SmoothOperator.Conversations;
using SmoothOperator.Storage;

namespace SmoothOperator.Testing;

internal sealed class InterceptedConversationStore(IConversationStore inner, InterceptedStorage hooks) : IConversationStore
{
    public Task<Conversation> OpenSessionAsync(SessionOpening opening, CancellationToken cancellationToken) =>
        hooks.CallAsync(nameof(OpenSessionAsync), () => inner.OpenSessionAsync(opening, cancellationToken), cancellationToken);

    public Task<Conversation?> GetConversationAsync(string conversationId, CancellationToken cancellationToken) =>
        hooks.CallAsync(nameof(GetConversationAsync), () => inner.GetConversationAsync(conversationId, cancellationToken), cancellationToken);

    public Task<Session?> GetSessionAsync(string sessionId, CancellationToken cancellationToken) =>
        hooks.CallAsync(nameof(GetSessionAsync), () => inner.GetSessionAsync(sessionId, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<Participant>> ListParticipantsAsync(string conversationId, CancellationToken cancellationToken) =>
        hooks.CallAsync(nameof(ListParticipantsAsync), () => inner.ListParticipantsAsync(conversationId, cancellationToken), cancellationToken);

    public Task<MessagePage?> ListMessagesAsync(string conversationId, string? beforeMessageId, int limit, CancellationToken cancellationToken) =>
        hooks.CallAsync(nameof(ListMessagesAsync), () => inner.ListMessagesAsync(conversationId, beforeMessageId, limit, cancellationToken), cancellationToken);
}
