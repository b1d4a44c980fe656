namespace SmoothOperator.Conversations;

/// <summary>What kind of party takes part in a conversation.</summary>
public enum ParticipantKind
{
    /// <summary>A person who asks.</summary>
    User,

    /// <summary>The agent.</summary>
    AiAgent,

    /// <summary>A person who answers for the organisation.</summary>
    HumanAgent,
}
