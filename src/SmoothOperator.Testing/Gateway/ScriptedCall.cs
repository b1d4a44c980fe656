using Microsoft.Extensions.AI;

namespace SmoothOperator.Testing;

/// <summary>A call that a <see cref="ScriptedChatClient"/> was given.</summary>
/// <param name="Messages">The messages as they were at the time of the call.</param>
/// <param name="Options">The options, as given.</param>
public sealed record ScriptedCall(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options);
