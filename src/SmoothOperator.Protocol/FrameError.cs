namespace SmoothOperator.Protocol;

/// <summary>What an <c>error</c> event says.</summary>
/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="Message">For people. It leaks no detail of the server, and quotes clients only through <see cref="ServerFrames.Quote"/>.</param>
public sealed record FrameError(string Code, string Message)
{
    /// <summary>Under which id the log has the detail; <c>data.details.errorId</c>.</summary>
    public string? ErrorId { get; init; }

    /// <summary>When to try again; <c>data.details.retryAfterSeconds</c>.</summary>
    public long? RetryAfterSeconds { get; init; }

    /// <summary>The whole of <c>data.details</c>, instead of <see cref="ErrorId"/> and <see cref="RetryAfterSeconds"/>.</summary>
    public RawJsonObject Details { get; init; }
}
