namespace SmoothOperator.Storage.Memory;

/// <summary>A turn's place in a <see cref="TurnIndex"/>.</summary>
internal record struct TurnPlace(TurnIndex? Index, DateTimeOffset Key, TurnEntry? Before, TurnEntry? After);
