namespace SmoothOperator;

/// <summary>What a lost connection does to its turns.</summary>
public enum DisconnectBehavior
{
    /// <summary>They go on, and their replies are stored.</summary>
    Continue,

    /// <summary>They are cancelled.</summary>
    Cancel,
}
