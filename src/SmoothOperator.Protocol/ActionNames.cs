namespace SmoothOperator.Protocol;

/// <summary>The values of a client frame's <c>action</c>.</summary>
public static class ActionNames
{
    /// <summary>Answered with <c>pong</c>.</summary>
    public const string Ping = "ping";

    /// <summary>Opens a session, on a new conversation or on one that exists.</summary>
    public const string CreateConversationSession = "create_conversation_session";

    /// <summary>Asks for a session's identifiers and status.</summary>
    public const string GetSession = "get_session";

    /// <summary>Asks for a page of a conversation's history, newest first.</summary>
    public const string GetConversationMessages = "get_conversation_messages";

    /// <summary>Asks for the conversations the connection may list.</summary>
    public const string ListConversations = "list_conversations";

    /// <summary>Sets a conversation's title.</summary>
    public const string RenameConversation = "rename_conversation";

    /// <summary>Runs a turn.</summary>
    public const string SendMessage = "send_message";

    /// <summary>Approves or denies a tool call that waits for a person.</summary>
    public const string ConfirmToolAction = "confirm_tool_action";

    /// <summary>Submits a one-time code.</summary>
    public const string VerifyOtp = "verify_otp";

    /// <summary>Answers a rich interaction.</summary>
    public const string SubmitInteraction = "submit_interaction";

    /// <summary>Stops a running turn.</summary>
    public const string Cancel = "cancel";

    /// <summary>Picks up the events of a turn again, from a position.</summary>
    public const string ResumeStream = "resume_stream";

    /// <summary>Rates a reply.</summary>
    public const string SendFeedback = "send_feedback";
}
