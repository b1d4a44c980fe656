namespace SmoothOperator.Protocol;

/// <summary>The values of <c>error.code</c> in an <c>error</c> event.</summary>
public static class ErrorCodes
{
    /// <summary>The frame cannot be read, or a field of it is missing or wrong.</summary>
    public const string ValidationError = "VALIDATION_ERROR";

    /// <summary>No such action here.</summary>
    public const string UnsupportedAction = "UNSUPPORTED_ACTION";

    /// <summary>No session of that id that this connection may read.</summary>
    public const string SessionNotFound = "SESSION_NOT_FOUND";

    /// <summary>No conversation of that id that this connection may read.</summary>
    public const string ConversationNotFound = "CONVERSATION_NOT_FOUND";

    /// <summary>No message of that id in the conversation.</summary>
    public const string MessageNotFound = "MESSAGE_NOT_FOUND";

    /// <summary>No turn to resume.</summary>
    public const string TurnNotFound = "TURN_NOT_FOUND";

    /// <summary>The conversation runs a turn, or the connection runs as many as it may.</summary>
    public const string TurnInProgress = "TURN_IN_PROGRESS";

    /// <summary>The skill is unknown, or the server has none.</summary>
    public const string SkillNotFound = "SKILL_NOT_FOUND";

    /// <summary>No model can be called.</summary>
    public const string LlmUnavailable = "LLM_UNAVAILABLE";

    /// <summary>The turn failed.</summary>
    public const string AgentError = "AGENT_ERROR";

    /// <summary>The action failed for a reason of the server's own.</summary>
    public const string InternalError = "INTERNAL_ERROR";

    /// <summary>The store could not be read or written.</summary>
    public const string StorageError = "STORAGE_ERROR";

    /// <summary>No tool call waits for this answer.</summary>
    public const string NoPendingConfirmation = "NO_PENDING_CONFIRMATION";

    /// <summary>No rich interaction waits for this answer.</summary>
    public const string NoPendingInteraction = "NO_PENDING_INTERACTION";

    /// <summary>The answer names another interaction, or another kind of it.</summary>
    public const string InteractionMismatch = "INTERACTION_MISMATCH";

    /// <summary>The one-time code could not be delivered.</summary>
    public const string OtpSendFailed = "OTP_SEND_FAILED";

    /// <summary>The agent is not registered for embedding.</summary>
    public const string AgentNotAuthorized = "AGENT_NOT_AUTHORIZED";

    /// <summary>The page's origin may not embed the agent.</summary>
    public const string OriginNotAllowed = "ORIGIN_NOT_ALLOWED";

    /// <summary>The signed user of the frame does not verify.</summary>
    public const string AuthContextInvalid = "AUTH_CONTEXT_INVALID";

    /// <summary>Too much, too fast.</summary>
    public const string RateLimited = "RATE_LIMITED";

    /// <summary>A budget is used up.</summary>
    public const string BudgetExceeded = "BUDGET_EXCEEDED";
}
