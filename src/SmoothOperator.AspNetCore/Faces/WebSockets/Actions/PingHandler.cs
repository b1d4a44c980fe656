using SmoothOperator.Protocol;

namespace SmoothOperator.AspNetCore.Faces.WebSockets.Actions;

/// <summary><c>ping</c> → <c>pong</c>.</summary>
internal sealed class PingHandler : IActionHandler
{
    public string Action => ActionNames.Ping;

    public ValueTask HandleAsync(ClientConnection connection, ClientFrame frame, CancellationToken cancellationToken)
    {
        connection.Send((frame.RequestId, Now: connection.UnixMilliseconds), static (output, state) => ServerFrames.Pong(output, state.RequestId, state.Now));
        return ValueTask.CompletedTask;
    }
}
