namespace SmoothOperator.Storage;

/// <summary>What came of beginning a turn.</summary>
public enum TurnBeginOutcome
{
    /// <summary>It began.</summary>
    Begun,

    /// <summary>The conversation has a turn that has not ended; nothing was stored.</summary>
    Busy,

    /// <summary>The same request was begun before; nothing was stored.</summary>
    Duplicate,
}
