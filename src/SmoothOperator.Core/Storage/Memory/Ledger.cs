using System.Collections.Concurrent;

namespace SmoothOperator.Storage.Memory;

/// <summary>
/// All rows, by id. Whatever belongs to one conversation is guarded by that conversation's gate; the maps and the three indexes guard themselves and are entered last.
/// </summary>
internal sealed class Ledger
{
    public ConcurrentDictionary<string, ConversationEntry> Conversations { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, SessionEntry> Sessions { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, TurnEntry> Turns { get; } = new(StringComparer.Ordinal);

    /// <summary>By start.</summary>
    public TurnIndex Running { get; } = new();

    /// <summary>By deadline.</summary>
    public TurnIndex Parked { get; } = new();

    /// <summary>By end.</summary>
    public TurnIndex Ended { get; } = new();
}
