namespace SmoothOperator.Conversations;

/// <summary>State of a session.</summary>
public enum SessionStatus
{
    /// <summary>In use.</summary>
    Active,

    /// <summary>Not used for a while.</summary>
    Idle,

    /// <summary>Closed for good.</summary>
    Ended,
}
