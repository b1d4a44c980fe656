using SmoothOperator.Conversations;
using SmoothOperator.Storage;

namespace SmoothOperator.Testing.Faults;

/// <summary>A conversation store that fails as planned.</summary>
/// <param name="inner">The store that does the work.</param>
/// <param name="plan">What goes wrong.</param>
public sealed class FaultingConversationStore(IConversationStore inner, FaultPlan plan) : IConversationStore
{
    /// <inheritdoc/>
    public Task<Conversation> OpenSessionAsync(SessionOpening opening, CancellationToken cancellationToken) =>
        plan.AroundAsync(FaultSteps.OpenSession, () => inner.OpenSessionAsync(opening, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<Conversation?> GetConversationAsync(string conversationId, CancellationToken cancellationToken) =>
        plan.AroundAsync(FaultSteps.GetSession, () => inner.GetConversationAsync(conversationId, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<Session?> GetSessionAsync(string sessionId, CancellationToken cancellationToken) =>
        plan.AroundAsync(FaultSteps.GetSession, () => inner.GetSessionAsync(sessionId, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Participant>> ListParticipantsAsync(string conversationId, CancellationToken cancellationToken) =>
        plan.AroundAsync(FaultSteps.GetSession, () => inner.ListParticipantsAsync(conversationId, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<MessagePage?> ListMessagesAsync(string conversationId, string? beforeMessageId, int limit, CancellationToken cancellationToken) =>
        plan.AroundAsync(FaultSteps.ListMessages, () => inner.ListMessagesAsync(conversationId, beforeMessageId, limit, cancellationToken), cancellationToken);
}
