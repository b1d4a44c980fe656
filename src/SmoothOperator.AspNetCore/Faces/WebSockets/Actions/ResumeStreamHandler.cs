using SmoothOperator.Access;
using SmoothOperator.Protocol;
using SmoothOperator.Turns;

namespace SmoothOperator.AspNetCore.Faces.WebSockets.Actions;

/// <summary><c>resume_stream</c> → what was missed of a turn, then what comes.</summary>
internal sealed class ResumeStreamHandler(SessionAccess sessions, TurnService turns) : IActionHandler
{
    public string Action => ActionNames.ResumeStream;

    public async ValueTask HandleAsync(ClientConnection connection, ClientFrame frame, CancellationToken cancellationToken)
    {
        if (frame.SessionId is not { } sessionId)
        {
            connection.SendError(frame.RequestId, SessionErrors.Missing);
            return;
        }

        if (Problem(frame) is { } problem)
        {
            connection.SendError(frame.RequestId, ErrorCodes.ValidationError, problem);
            return;
        }

        if (await sessions.FindAsync(connection.Caller.OrganizationId, sessionId, cancellationToken) is not { } session)
        {
            connection.SendError(frame.RequestId, SessionErrors.NotFound(sessionId));
            return;
        }

        connection.ResumesStreams = true;
        var requestId = string.IsNullOrEmpty(frame.RequestId) ? null : frame.RequestId;
        if (!await turns.ResumeAsync(session.ConversationId, requestId, (int)frame.Epoch.Value, frame.AfterSeq.Value, connection, cancellationToken))
            connection.SendError(frame.RequestId, ErrorCodes.TurnNotFound, $"no turn to resume in session '{ServerFrames.Quote(sessionId)}'");
    }

    private static string? Problem(ClientFrame frame)
    {
        if (frame.AfterSeq.IsPresent && (!frame.AfterSeq.IsValid || frame.AfterSeq.Value < 0))
            return "'afterSeq' must be an integer of at least 0";
        if (frame.Epoch.IsPresent && (!frame.Epoch.IsValid || frame.Epoch.Value is < 1 or > int.MaxValue))
            return "'epoch' must be an integer of at least 1";
        return frame.AfterSeq.Value > 0 && !frame.Epoch.IsPresent ? "'epoch' is required when 'afterSeq' is greater than 0" : null;
    }
}
