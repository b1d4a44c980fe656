using SmoothOperator.Conversations;
using SmoothOperator.Turns;

namespace SmoothOperator.Storage;

/// <summary>What ending a turn stores, all of it or nothing.</summary>
/// <param name="Write">The last steps; the very last is the terminal one.</param>
/// <param name="State">Completed, failed or cancelled.</param>
/// <param name="Reply">The reply to append to the log and count, or null.</param>
/// <param name="TokensReported">Added to the session's token count.</param>
/// <param name="EndedAt">When, UTC; also the session's and conversation's last activity.</param>
public sealed record TurnEnding(TurnWrite Write, TurnState State, Message? Reply, long TokensReported, DateTimeOffset EndedAt);
