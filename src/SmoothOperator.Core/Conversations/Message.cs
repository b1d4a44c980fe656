namespace SmoothOperator.Conversations;

/// <summary>One message of a conversation's log. The order of the log is the order of appending, never of time stamps.</summary>
/// <param name="Id">A UUID, lower-case with hyphens.</param>
/// <param name="ConversationId">The conversation it belongs to.</param>
/// <param name="OrganizationId">The tenant; always that of the conversation.</param>
/// <param name="Direction">Inbound (user) or outbound (agent).</param>
/// <param name="Text">The text exactly as sent.</param>
/// <param name="CreatedAt">When it was stored, UTC.</param>
public sealed record Message(
    string Id, string ConversationId, string OrganizationId, MessageDirection Direction, string Text, DateTimeOffset CreatedAt);
