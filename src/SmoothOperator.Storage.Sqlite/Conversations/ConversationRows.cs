using SmoothOperator.Conversations;
using SmoothOperator.Storage.Sqlite.Engine;

namespace SmoothOperator.Storage.Sqlite.Conversations;

/// <summary>Rows to records and back, column by column as <see cref="ConversationSql"/> names them.</summary>
internal static class ConversationRows
{
    public static Conversation? ReadConversation(SqliteStatement query) => !query.Read() ? null : new Conversation
    {
        Id = query.GetText(0),
        OrganizationId = query.GetText(1),
        Name = query.GetText(2),
        Platform = query.GetText(3),
        IdempotencyKey = query.GetText(4),
        MetadataJson = query.GetTextOrNull(5),
        CreatedAt = query.GetTime(6),
        UpdatedAt = query.GetTime(7),
    };

    public static Session? ReadSession(SqliteStatement query) => !query.Read() ? null : new Session
    {
        Id = query.GetText(0),
        ConversationId = query.GetText(1),
        OrganizationId = query.GetText(2),
        AgentId = query.GetTextOrNull(3),
        AgentName = query.GetText(4),
        UserParticipantId = query.GetText(5),
        AgentParticipantId = query.GetText(6),
        Status = (SessionStatus)query.GetInt(7),
        TokenCount = query.GetLong(8),
        MessageCount = query.GetLong(9),
        Supports = StoredJson.ReadNames(query.GetTextOrNull(10)),
        ContactEmail = query.GetTextOrNull(11),
        CreatedAt = query.GetTime(12),
        LastActivityAt = query.GetTime(13),
    };

    public static Participant ReadParticipant(SqliteStatement query) => new()
    {
        Id = query.GetText(0),
        ConversationId = query.GetText(1),
        OrganizationId = query.GetText(2),
        Kind = (ParticipantKind)query.GetInt(3),
        Name = query.GetText(4),
        Email = query.GetTextOrNull(5),
        BrowserFingerprint = query.GetTextOrNull(6),
        InternalId = query.GetTextOrNull(7),
        CreatedAt = query.GetTime(8),
    };

    public static void Insert(SqliteConnection connection, Conversation row) => connection.Use(ConversationSql.InsertConversation)
        .Add(row.Id).Add(row.OrganizationId).Add(row.Name).Add(row.Platform).Add(row.IdempotencyKey).Add(row.MetadataJson).Add(row.CreatedAt).Add(row.UpdatedAt)
        .Run();

    public static void Insert(SqliteConnection connection, long conversation, Participant row) => connection.Use(ConversationSql.InsertParticipant)
        .Add(conversation).Add(row.Id).Add((long)row.Kind).Add(row.Name).Add(row.Email).Add(row.BrowserFingerprint).Add(row.InternalId).Add(row.CreatedAt)
        .Run();

    public static void Insert(SqliteConnection connection, long conversation, Session row) => connection.Use(ConversationSql.InsertSession)
        .Add(row.Id).Add(conversation).Add(row.AgentId).Add(row.AgentName).Add(row.UserParticipantId).Add(row.AgentParticipantId).Add((long)row.Status)
        .Add(row.TokenCount).Add(row.MessageCount).Add(StoredJson.Write(row.Supports)).Add(row.ContactEmail).Add(row.CreatedAt).Add(row.LastActivityAt)
        .Run();

    /// <summary>Appends a message to its conversation's log.</summary>
    public static void Append(SqliteConnection connection, long conversation, Message row) => connection.Use(ConversationSql.InsertMessage)
        .Add(conversation).Add(row.Id).Add((long)row.Direction).Add(row.Text).Add(row.CreatedAt)
        .Run();

    /// <summary>Counts what happened in a session, and notes when.</summary>
    public static void Count(SqliteConnection connection, long session, long conversation, int messages, long tokens, DateTimeOffset at)
    {
        connection.Use(ConversationSql.CountInSession).Add(messages).Add(tokens).Add(at).Add(session).Run();
        connection.Use(ConversationSql.TouchConversation).Add(at).Add(conversation).Run();
    }
}
