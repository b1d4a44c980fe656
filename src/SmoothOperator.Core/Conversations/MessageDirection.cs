namespace SmoothOperator.Conversations;

/// <summary>Who a message came from.</summary>
public enum MessageDirection
{
    /// <summary>From the user.</summary>
    Inbound,

    /// <summary>From the agent.</summary>
    Outbound,
}
