using SmoothOperator.Access;
using SmoothOperator.Conversations;
using SmoothOperator.Protocol;

namespace SmoothOperator.AspNetCore.Faces.WebSockets.Actions;

/// <summary><c>get_session</c> → the session's eight fields.</summary>
internal sealed class GetSessionHandler(SessionAccess sessions) : IActionHandler
{
    public string Action => ActionNames.GetSession;

    public async ValueTask HandleAsync(ClientConnection connection, ClientFrame frame, CancellationToken cancellationToken)
    {
        if (frame.SessionId is not { } sessionId)
        {
            connection.SendError(frame.RequestId, SessionErrors.Missing);
            return;
        }

        if (await sessions.FindAsync(connection.Caller.OrganizationId, sessionId, cancellationToken) is not { } session)
        {
            connection.SendError(frame.RequestId, SessionErrors.NotFound(sessionId));
            return;
        }

        connection.Send((frame.RequestId, Session: FrameOf(session), Now: connection.UnixMilliseconds), static (output, state) => ServerFrames.Session(output, state.RequestId, state.Session, state.Now));
    }

    internal static FrameSession FrameOf(Session session) => new()
    {
        SessionId = session.Id,
        ConversationId = session.ConversationId,
        AgentId = session.AgentId,
        AgentName = session.AgentName,
        UserParticipantId = session.UserParticipantId,
        AgentParticipantId = session.AgentParticipantId,
        Status = session.Status switch
        {
            SessionStatus.Idle => "idle",
            SessionStatus.Ended => "ended",
            _ => "active",
        },
    };
}
