namespace SmoothOperator.Conversations;

/// <summary>One page of a conversation's log, newest message first.</summary>
/// <param name="Messages">The messages, newest first.</param>
/// <param name="HasMore">Whether older messages follow the last one of this page.</param>
public sealed record MessagePage(IReadOnlyList<Message> Messages, bool HasMore);
