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
        using var query = opening.Conversation is { } wanted
            ? connection.Use(ConversationSql.ConversationByKey).Add(wanted.OrganizationId).Add(wanted.IdempotencyKey)
            : connection.Use(ConversationSql.ConversationById).Add(opening.Session.ConversationId);
        var conversation = ConversationRows.ReadConversation(query) ?? throw new StorageException("The conversation of the session does not exist.");
        var number = query.GetLong(8);
        ConversationRows.Insert(connection, number, opening.User);
        ConversationRows.Insert(connection, number, opening.Agent);
        ConversationRows.Insert(connection, number, opening.Session);
        return conversation;
    }

    private static Conversation? Find(SqliteConnection connection, string sql, string id)
    {
        using var query = connection.Use(sql).Add(id);
        return ConversationRows.ReadConversation(query);
    }

    private static MessagePage? ReadPage(SqliteConnection connection, string conversationId, string? beforeMessageId, int limit)
    {
        using var conversation = connection.Use(ConversationSql.NumberOfConversation).Add(conversationId);
        if (!conversation.Read())
            return beforeMessageId is null ? new MessagePage([], HasMore: false) : null;
        var number = conversation.GetLong(0);
        if (beforeMessageId is null)
            return ReadPage(connection.Use(ConversationSql.NewestMessages).Add(number).Add(limit + 1L), conversationId, conversation.GetText(1), limit);
        using var cursor = connection.Use(ConversationSql.PositionOfMessage).Add(number).Add(beforeMessageId);
        return cursor.Read()
            ? ReadPage(connection.Use(ConversationSql.MessagesBefore).Add(number).Add(cursor.GetLong(0)).Add(limit + 1L), conversationId, conversation.GetText(1), limit)
            : null;
    }

    private static MessagePage ReadPage(SqliteStatement query, string conversationId, string organizationId, int limit)
    {
        using (query)
        {
            var messages = new List<Message>();
            while (messages.Count < limit && query.Read())
                messages.Add(new Message(query.GetText(0), conversationId, organizationId, (MessageDirection)query.GetInt(1), query.GetText(2), query.GetTime(3)));
            return new MessagePage(messages, messages.Count == limit && query.Read());
        }
    }
}
