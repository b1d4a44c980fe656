namespace SmoothOperator.Storage;

/// <summary>What came of a conditional write.</summary>
public enum TurnWriteOutcome
{
    /// <summary>It is stored.</summary>
    Written,

    /// <summary>The lease is another's or the turn has ended; nothing was stored.</summary>
    Fenced,

    /// <summary>Cancellation was asked for; nothing was stored, and the turn is to be ended as cancelled.</summary>
    CancelRequested,
}
