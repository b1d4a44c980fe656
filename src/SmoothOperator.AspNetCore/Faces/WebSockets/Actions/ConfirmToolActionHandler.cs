using SmoothOperator.Access;
using SmoothOperator.Protocol;
using SmoothOperator.Turns;

namespace SmoothOperator.AspNetCore.Faces.WebSockets.Actions;

/// <summary><c>confirm_tool_action</c> → an acknowledgement, then the turn goes on; or <c>NO_PENDING_CONFIRMATION</c>.</summary>
internal sealed class ConfirmToolActionHandler(SessionAccess sessions, TurnService turns) : IActionHandler
{
    private static readonly TimeSpan RepeatWindow = TimeSpan.FromSeconds(2);

    public string Action => ActionNames.ConfirmToolAction;

    public async ValueTask HandleAsync(ClientConnection connection, ClientFrame frame, CancellationToken cancellationToken)
    {
        if (frame.SessionId is not { } sessionId)
        {
            connection.SendError(frame.RequestId, ErrorCodes.ValidationError, "confirm_tool_action requires a 'sessionId'");
            return;
        }

        if (frame.Approved is not { } approved)
        {
            connection.SendError(frame.RequestId, ErrorCodes.ValidationError, "confirm_tool_action requires a boolean 'approved'");
            return;
        }

        if (!await AnswerAsync(connection, frame, sessionId, approved, cancellationToken))
            connection.SendError(frame.RequestId, ErrorCodes.NoPendingConfirmation, $"no tool action is awaiting confirmation for session '{ServerFrames.Quote(sessionId)}'");
    }

    private async ValueTask<bool> AnswerAsync(ClientConnection connection, ClientFrame frame, string sessionId, bool approved, CancellationToken cancellationToken)
    {
        var accepted = new AcceptedAnswer(sessionId, frame.RequestId, approved, frame.ApprovalId, connection.Time.GetTimestamp());
        if (connection.LastAnswer is { } last && last.SaysTheSameAs(accepted) && connection.Time.GetElapsedTime(last.Timestamp) < RepeatWindow)
            return false;
        if (await sessions.FindAsync(connection.Caller.OrganizationId, sessionId, cancellationToken) is not { } session)
            return false;
        var namesAnotherTurn = frame.RequestId is { } requestId && !connection.NamesApprovals && await turns.IsKnownRequestAsync(session.ConversationId, requestId, cancellationToken);
        string? turnId = null;
        var answer = new ApprovalAnswer
        {
            ConversationId = session.ConversationId,
            Approved = approved,
            DecidedBy = connection.Caller.ReaderIn(session.OrganizationId).UserId,
            IsAbout = head =>
            {
                turnId = head.Id;
                return IsAbout(connection, frame, head, namesAnotherTurn);
            },
            Acknowledge = () => connection.Outbound.Append(
                (frame.RequestId, sessionId, approved, Now: connection.UnixMilliseconds),
                static (output, state) => ServerFrames.ToolActionAcknowledged(output, state.RequestId, state.sessionId, state.approved, state.Now)),
        };
        if (!await turns.AnswerAsync(answer, connection, cancellationToken))
            return false;
        connection.LastAnswer = accepted;
        if (turnId is not null && connection.SubscriptionOf(turnId) is { } subscription)
            subscription.HasAnswered = true;
        connection.Outbound.Flush();
        return true;
    }

    /// <summary>
    /// An answer is about the park that this connection was told of before the answer was read. One that was never told here is answered only as the first of its turn on this connection: nothing else could have been meant.
    /// </summary>
    private static bool IsAbout(ClientConnection connection, ClientFrame frame, TurnHead head, bool namesAnotherTurn)
    {
        var park = head.Park!;
        if (connection.NamesApprovals)
        {
            if (!string.Equals(frame.ApprovalId, park.ApprovalId, StringComparison.Ordinal))
                return false;
        }
        else if (namesAnotherTurn && !string.Equals(frame.RequestId, head.RequestId, StringComparison.Ordinal))
        {
            return false;
        }

        var subscription = connection.SubscriptionOf(head.Id);
        if (subscription?.LastPark is { } told)
            return string.Equals(told.ApprovalId, park.ApprovalId, StringComparison.Ordinal) && told.End <= connection.ReadMark;
        return subscription is not { HasAnswered: true };
    }
}
