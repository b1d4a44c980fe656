using SmoothOperator.Access;
using SmoothOperator.Protocol;
using SmoothOperator.Turns;

namespace SmoothOperator.AspNetCore.Faces.WebSockets.Actions;

/// <summary><c>cancel</c> → <c>cancelled</c> for the turn it means, or nothing at all.</summary>
internal sealed class CancelHandler(SessionAccess sessions, TurnService turns) : IActionHandler
{
    public string Action => ActionNames.Cancel;

    public async ValueTask HandleAsync(ClientConnection connection, ClientFrame frame, CancellationToken cancellationToken)
    {
        if (frame.RequestId is { } requestId)
        {
            if (connection.RunningRequest(requestId) is { } running)
            {
                await CancelAsync(running, connection, cancellationToken);
                return;
            }

            if (connection.HasEndedHere(requestId))
                return;
        }

        if (frame.SessionId is { } sessionId)
        {
            if (await sessions.FindAsync(connection.Caller.OrganizationId, sessionId, cancellationToken) is { } session)
                await turns.CancelAsync(session.ConversationId, turnId: null, connection, cancellationToken);
        }
        else if (frame.RequestId is null && connection.Subscriptions.Where(subscription => subscription.IsOwn).ToList() is [var only])
        {
            await CancelAsync(only, connection, cancellationToken);
        }
    }

    private Task CancelAsync(TurnSubscription subscription, ClientConnection connection, CancellationToken cancellationToken) =>
        turns.CancelAsync(subscription.Stream.ConversationId, subscription.Stream.TurnId, connection, cancellationToken);
}
