namespace SmoothOperator.Protocol;

/// <summary>The state of a turn that is resumed.</summary>
public enum TurnState
{
    /// <summary>It works.</summary>
    Running,

    /// <summary>It waits for a person.</summary>
    Parked,

    /// <summary>It has ended.</summary>
    Finished,
}
