using System.Collections.Concurrent;
using SmoothOperator.Conversations;

namespace SmoothOperator.Storage.Memory;

internal sealed class MemoryConversationStore(Ledger ledger) : IConversationStore
{
    private readonly ConcurrentDictionary<(string OrganizationId, string Key), ConversationEntry> _byKey = new();
    private readonly Lock _opening = new();

    public Task<Conversation> OpenSessionAsync(SessionOpening opening, CancellationToken cancellationToken)
    {
        lock (_opening)
        {
            if (ledger.Sessions.TryGetValue(opening.Session.Id, out var known))
                return Task.FromResult(Read(known.Conversation));
            if (FindOrAdd(opening) is not { } entry)
                return Task.FromException<Conversation>(new StorageException("The conversation of the session does not exist, or its id is taken."));
            lock (entry.Gate)
            {
                entry.Join(opening.User, opening.Agent);
                var row = opening.Session with { ConversationId = entry.Row.Id, OrganizationId = entry.Row.OrganizationId };
                ledger.Sessions[row.Id] = new SessionEntry(entry, row);
                return Task.FromResult(entry.Row);
            }
        }
    }

    public Task<Conversation?> GetConversationAsync(string conversationId, CancellationToken cancellationToken) =>
        Task.FromResult(ledger.Conversations.TryGetValue(conversationId, out var entry) ? Read(entry) : null);

    public Task<Session?> GetSessionAsync(string sessionId, CancellationToken cancellationToken)
    {
        if (!ledger.Sessions.TryGetValue(sessionId, out var session))
            return Task.FromResult<Session?>(null);
        lock (session.Conversation.Gate)
            return Task.FromResult<Session?>(session.Row);
    }

    public Task<IReadOnlyList<Participant>> ListParticipantsAsync(string conversationId, CancellationToken cancellationToken)
    {
        if (!ledger.Conversations.TryGetValue(conversationId, out var entry))
            return Task.FromResult<IReadOnlyList<Participant>>([]);
        lock (entry.Gate)
            return Task.FromResult<IReadOnlyList<Participant>>([.. entry.Participants.OrderBy(participant => participant.CreatedAt)]);
    }

    public Task<MessagePage?> ListMessagesAsync(string conversationId, string? beforeMessageId, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        if (!ledger.Conversations.TryGetValue(conversationId, out var entry))
            return Task.FromResult(beforeMessageId is null ? new MessagePage([], HasMore: false) : null);
        lock (entry.Gate)
            return Task.FromResult(entry.ReadMessages(beforeMessageId, limit));
    }

    private static Conversation Read(ConversationEntry entry)
    {
        lock (entry.Gate)
            return entry.Row;
    }

    private ConversationEntry? FindOrAdd(SessionOpening opening)
    {
        if (opening.Conversation is not { } row)
            return ledger.Conversations.GetValueOrDefault(opening.Session.ConversationId);
        var key = (row.OrganizationId, row.IdempotencyKey);
        if (_byKey.TryGetValue(key, out var entry))
            return entry;
        entry = new ConversationEntry(row);
        if (!ledger.Conversations.TryAdd(row.Id, entry))
            return null;
        _byKey[key] = entry;
        return entry;
    }
}
