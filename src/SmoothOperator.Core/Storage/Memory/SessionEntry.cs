using SmoothOperator.Conversations;

namespace SmoothOperator.Storage.Memory;

/// <summary>A session and the conversation whose gate guards it.</summary>
internal sealed class SessionEntry(ConversationEntry conversation, Session row)
{
    public ConversationEntry Conversation { get; } = conversation;

    public Session Row { get; private set; } = row;

    public void Count(int messages, long tokens, DateTimeOffset at) => Row = Row with
    {
        MessageCount = Row.MessageCount + messages,
        TokenCount = Row.TokenCount + tokens,
        LastActivityAt = at,
    };
}
