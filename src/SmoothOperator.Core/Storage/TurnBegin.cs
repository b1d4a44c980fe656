using SmoothOperator.Conversations;
using SmoothOperator.Turns;
using SmoothOperator.Turns.Steps;

namespace SmoothOperator.Storage;

/// <summary>What beginning a turn stores, all of it or nothing.</summary>
/// <param name="Head">The turn's row: running, owned, lease 1.</param>
/// <param name="Started">Its first step.</param>
/// <param name="Message">The user's message; appended to the log, counted in the session and the conversation's last activity.</param>
/// <param name="DeduplicateSince">When not null, a turn of this conversation begun since then with the same request id and also deduplicated is returned in place of a new one.</param>
public sealed record TurnBegin(TurnHead Head, TurnStarted Started, Message Message, DateTimeOffset? DeduplicateSince);
