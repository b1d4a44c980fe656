namespace SmoothOperator;

/// <summary>How <c>get_conversation_messages</c> answers.</summary>
public enum HistoryShape
{
    /// <summary>Whole messages, as the first servers did.</summary>
    Full,

    /// <summary>Exactly the published schema, which some clients insist on.</summary>
    Schema,
}
