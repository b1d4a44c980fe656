namespace SmoothOperator.Storage.Sqlite.Conversations;

/// <summary>The statements of conversations, sessions and messages.</summary>
internal static class ConversationSql
{
    public const string InsertConversation = """
        INSERT INTO conversations (id, organization_id, name, platform, idempotency_key, metadata, created_at, updated_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (organization_id, idempotency_key) DO NOTHING
        """;

    public const string ConversationById = """
        SELECT id, organization_id, name, platform, idempotency_key, metadata, created_at, updated_at, n FROM conversations WHERE id = ?
        """;

    public const string ConversationByKey = """
        SELECT id, organization_id, name, platform, idempotency_key, metadata, created_at, updated_at, n FROM conversations
        WHERE organization_id = ? AND idempotency_key = ?
        """;

    public const string ConversationOfSession = """
        SELECT id, organization_id, name, platform, idempotency_key, metadata, created_at, updated_at, n FROM conversations
        WHERE n = (SELECT conversation_n FROM sessions WHERE id = ?)
        """;

    public const string InsertParticipant = """
        INSERT INTO participants (conversation_n, position, id, kind, name, email, browser_fingerprint, internal_id, created_at)
        VALUES (?1, (SELECT coalesce(max(position), 0) + 1 FROM participants WHERE conversation_n = ?1), ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """;

    public const string ParticipantsOfConversation = """
        SELECT p.id, c.id, c.organization_id, p.kind, p.name, p.email, p.browser_fingerprint, p.internal_id, p.created_at
        FROM participants p JOIN conversations c ON c.n = p.conversation_n
        WHERE c.id = ? ORDER BY p.created_at, p.position
        """;

    public const string InsertSession = """
        INSERT INTO sessions (id, conversation_n, agent_id, agent_name, user_participant_id, agent_participant_id, status, token_count, message_count,
          supports, contact_email, created_at, last_activity_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    public const string SessionById = """
        SELECT s.id, c.id, c.organization_id, s.agent_id, s.agent_name, s.user_participant_id, s.agent_participant_id, s.status, s.token_count,
          s.message_count, s.supports, s.contact_email, s.created_at, s.last_activity_at
        FROM sessions s JOIN conversations c ON c.n = s.conversation_n WHERE s.id = ?
        """;

    public const string NumberOfConversation = "SELECT n, organization_id FROM conversations WHERE id = ?";

    public const string NewestMessages = "SELECT id, direction, text, created_at FROM messages WHERE conversation_n = ? ORDER BY position DESC LIMIT ?";

    public const string MessagesBefore = """
        SELECT id, direction, text, created_at FROM messages WHERE conversation_n = ? AND position < ? ORDER BY position DESC LIMIT ?
        """;

    public const string PositionOfMessage = "SELECT position FROM messages WHERE conversation_n = ? AND id = ?";

    public const string InsertMessage = """
        INSERT INTO messages (conversation_n, position, id, direction, text, created_at)
        VALUES (?1, (SELECT coalesce(max(position), 0) + 1 FROM messages WHERE conversation_n = ?1), ?2, ?3, ?4, ?5)
        """;

    public const string CountInSession = """
        UPDATE sessions SET message_count = message_count + ?, token_count = token_count + ?, last_activity_at = ? WHERE n = ?
        """;

    public const string TouchConversation = "UPDATE conversations SET updated_at = ? WHERE n = ?";
}
