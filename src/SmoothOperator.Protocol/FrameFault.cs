namespace SmoothOperator.Protocol;

/// <summary>Why a client frame is refused; sent as <see cref="ErrorCodes.ValidationError"/>.</summary>
/// <param name="Message">What is wrong: for a limit, the field and the limit. It quotes nothing of the frame.</param>
/// <param name="RequestId">The frame's <c>requestId</c>, or <see langword="null"/> when the answer carries none.</param>
public sealed record FrameFault(string Message, string? RequestId)
{
    /// <summary>The fault of a frame with more bytes than <see cref="FrameLimits.FrameBytes"/>.</summary>
    public static FrameFault TooLarge(FrameLimits limits) => new($"frame is larger than {limits.FrameBytes} bytes", RequestId: null);

    internal static FrameFault InvalidJson(string reason) => new($"invalid JSON frame: {reason}", RequestId: null);
}
