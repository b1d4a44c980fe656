namespace SmoothOperator.Protocol;

/// <summary>The values of a server frame's <c>type</c>.</summary>
public static class EventTypes
{
    /// <summary>The direct reply to an action, and the acknowledgement of a turn.</summary>
    public const string ImmediateResponse = "immediate_response";

    /// <summary>The end of a turn that succeeded, with the whole reply.</summary>
    public const string EventualResponse = "eventual_response";

    /// <summary>A piece of the answer's text.</summary>
    public const string StreamToken = "stream_token";

    /// <summary>A piece of the model's reasoning; never part of the answer.</summary>
    public const string StreamReasoning = "stream_reasoning";

    /// <summary>One sentence on what the agent is about to do.</summary>
    public const string StreamPreamble = "stream_preamble";

    /// <summary>A tool call, a tool result or a phase of the engine.</summary>
    public const string StreamChunk = "stream_chunk";

    /// <summary>Sent when a turn has been silent for a while.</summary>
    public const string Keepalive = "keepalive";

    /// <summary>A tool call waits for a person's approval.</summary>
    public const string WriteConfirmationRequired = "write_confirmation_required";

    /// <summary>A tool needs a verified identity.</summary>
    public const string OtpVerificationRequired = "otp_verification_required";

    /// <summary>A one-time code is on its way.</summary>
    public const string OtpSent = "otp_sent";

    /// <summary>The one-time code was right.</summary>
    public const string OtpVerified = "otp_verified";

    /// <summary>The one-time code was not accepted.</summary>
    public const string OtpInvalid = "otp_invalid";

    /// <summary>A turn waits for a rich interaction.</summary>
    public const string InteractionRequired = "interaction_required";

    /// <summary>The values of a rich interaction were not accepted; it still waits.</summary>
    public const string InteractionInvalid = "interaction_invalid";

    /// <summary>The end of a turn that was cancelled.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The reply to an action that failed, or the end of a turn that failed.</summary>
    public const string Error = "error";

    /// <summary>The reply to <c>ping</c>.</summary>
    public const string Pong = "pong";
}
