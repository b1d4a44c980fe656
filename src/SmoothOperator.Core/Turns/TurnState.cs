namespace SmoothOperator.Turns;

/// <summary>Where a turn stands.</summary>
public enum TurnState
{
    /// <summary>A process works on it.</summary>
    Running,

    /// <summary>It waits for a person; nobody owns it.</summary>
    Parked,

    /// <summary>It ended with a reply.</summary>
    Completed,

    /// <summary>It ended with an error.</summary>
    Failed,

    /// <summary>It was cancelled.</summary>
    Cancelled,
}
