namespace SmoothOperator.Chaos.Histories;

/// <summary>What a frame says to the client.</summary>
internal enum FrameKind
{
    /// <summary>The 202: the message is stored.</summary>
    Accepted,

    /// <summary>The stream goes on at a number.</summary>
    Resumed,

    Token,

    ToolCall,

    ToolResult,

    /// <summary>The turn waits for a person.</summary>
    ParkOpened,

    /// <summary>The answer to a park counts.</summary>
    AnswerAccepted,

    Completed,

    Failed,

    Cancelled,

    /// <summary>An error that concerns a frame, not the turn.</summary>
    Refused,

    /// <summary>Anything that is not about the turn.</summary>
    Other,
}
