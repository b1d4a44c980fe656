namespace SmoothOperator.Protocol;

/// <summary>A page of a conversation's history.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Messages">Its messages, newest first.</param>
/// <param name="NextCursor">Where the next page begins, or <see langword="null"/> when this is the last.</param>
public sealed record FrameHistory(string ConversationId, IReadOnlyList<FrameMessage> Messages, string? NextCursor);
