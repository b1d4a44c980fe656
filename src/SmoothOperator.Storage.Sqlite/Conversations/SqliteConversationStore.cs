using SmoothOperator.Conversations;
using SmoothOperator.Storage.Sqlite.Engine;

namespace SmoothOperator.Storage.Sqlite.Conversations;

internal sealed class SqliteConversationStore(SqliteDatabase database) : IConversationStore
{
    public Task<Conversation> OpenSessionAsync(SessionOpening opening, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => Open(connection, opening), cancellationToken);

    public Task<Conversation?> GetConversationAsync(string conversationId, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => Find(connection, ConversationSql.ConversationById, conversationId), cancellationToken);

    public Task<Session?> GetSessionAsync(string sessionId, CancellationToken cancellationToken) => database.ReadAsync(
        connection =>
        {
            using var query = connection.Use(ConversationSql.SessionById).Add(sessionId);
            return ConversationRows.ReadSession(query);
        },
        cancellationToken);

    public Task<IReadOnlyList<Participant>> ListParticipantsAsync(string conversationId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Participant>>(
            connection =>
            {
                var participants = new List<Participant>();
                using var query = connection.Use(ConversationSql.ParticipantsOfConversation).Add(conversationId);
                while (query.Read())
                    participants.Add(ConversationRows.ReadParticipant(query));
                return participants;
            },
            cancellationToken);

    public Task<MessagePage?> ListMessagesAsync(string conversationId, string? beforeMessageId, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return database.ReadAsync(connection => ReadPage(connection, conversationId, beforeMessageId, limit), cancellationToken);
    }

    private static Conversation Open(SqliteConnection connection, SessionOpening opening)
    {
        if (Find(connection, ConversationSql.ConversationOfSession, opening.Session.Id) is { } known)
            return known;
        if (opening.Conversation is { } row)
            ConversationRows.Insert(connection, row);
        var conversation = opening.Conversation is { } wanted
            ? Find(connection, ConversationSql.ConversationByKey, wanted.OrganizationId, wanted.IdempotencyKey)
            : Find(connection, ConversationSql.ConversationById, opening.Session.ConversationId);
        if (conversation is null)
            throw new StorageException("The conversation of the session does not exist.");
        ConversationRows.Insert(connection, conversation.Id, opening.User);
        ConversationRows.Insert(connection, conversation.Id, opening.Agent);
        ConversationRows.Insert(connection, conversation.Id, opening.Session);
        return conversation;
    }

    private static Conversation? Find(SqliteConnection connection, string sql, string first, string? second = null)
    {
        using var query = connection.Use(sql).Add(first);
        if (second is not null)
            query.Add(second);
        return ConversationRows.ReadConversation(query);
    }

    private static MessagePage? ReadPage(SqliteConnection connection, string conversationId, string? beforeMessageId, int limit)
    {
        var position = long.MaxValue;
        if (beforeMessageId is not null)
        {
            using var cursor = connection.Use(ConversationSql.PositionOfMessage).Add(beforeMessageId).Add(conversationId);
            if (!cursor.Read())
                return null;
            position = cursor.GetLong(0);
        }

        using var query = connection.Use(beforeMessageId is null ? ConversationSql.NewestMessages : ConversationSql.MessagesBefore).Add(conversationId).Add(limit + 1L);
        if (beforeMessageId is not null)
            query.Add(position);
        var messages = new List<Message>();
        while (messages.Count < limit && query.Read())
            messages.Add(ReadMessage(query, conversationId, messages.Count == 0 ? null : messages[0].OrganizationId));
        return new MessagePage(messages, messages.Count == limit && query.Read());
    }

    private static Message ReadMessage(SqliteStatement query, string conversationId, string? organizationId) => new(
        query.GetText(0), conversationId, organizationId ?? query.GetText(1), (MessageDirection)query.GetInt(2), query.GetText(3), query.GetTime(4));
}
