namespace SmoothOperator.Conversations;

/// <summary>What opening a session stores, all of it or nothing.</summary>
/// <param name="Conversation">The new conversation, or null when the session opens an existing one.</param>
/// <param name="User">The user's participant.</param>
/// <param name="Agent">The agent's participant.</param>
/// <param name="Session">The session.</param>
public sealed record SessionOpening(Conversation? Conversation, Participant User, Participant Agent, Session Session);
