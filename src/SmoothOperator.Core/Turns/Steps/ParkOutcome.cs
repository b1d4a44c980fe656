namespace SmoothOperator.Turns.Steps;

/// <summary>How a park ended.</summary>
public enum ParkOutcome
{
    /// <summary>A person approved.</summary>
    Approved,

    /// <summary>A person denied.</summary>
    Denied,

    /// <summary>Nobody answered in time, which denies.</summary>
    TimedOut,
}
