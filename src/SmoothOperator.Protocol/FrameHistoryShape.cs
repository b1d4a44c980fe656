namespace SmoothOperator.Protocol;

/// <summary>How <c>get_conversation_messages</c> is answered.</summary>
public enum FrameHistoryShape
{
    /// <summary>Whole messages, and the conversation's id beside them.</summary>
    Full,

    /// <summary>Exactly what the protocol's schema lists, for clients that refuse more.</summary>
    Schema,
}
