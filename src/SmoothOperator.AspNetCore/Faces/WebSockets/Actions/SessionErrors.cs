using SmoothOperator.Protocol;

namespace SmoothOperator.AspNetCore.Faces.WebSockets.Actions;

/// <summary>Errors about sessions, the same byte for byte wherever they are sent.</summary>
internal static class SessionErrors
{
    public static FrameError Missing { get; } = new(ErrorCodes.ValidationError, "missing 'sessionId'");

    public static FrameError NotFound(string sessionId) => new(ErrorCodes.SessionNotFound, $"session '{ServerFrames.Quote(sessionId)}' not found");
}
