using Microsoft.Playwright;

namespace SmoothOperator.Browser.Tests;

/// <summary>Stands between a page and its server and cuts the socket once, after so many tokens.</summary>
internal sealed class SocketCut(int tokens)
{
    private int _seen;

    internal int Sockets { get; private set; }

    internal Task WatchAsync(IPage page) => page.RouteWebSocketAsync("**/ws", socket =>
    {
        Sockets++;
        var isFirst = Sockets == 1;
        var server = socket.ConnectToServer();
        socket.OnMessage(frame => server.Send(frame.Text!));
        server.OnMessage(frame =>
        {
            if (isFirst && _seen >= tokens)
                return;
            socket.Send(frame.Text!);
            if (!isFirst || !frame.Text!.Contains("\"stream_token\"", StringComparison.Ordinal) || ++_seen < tokens)
                return;
            _ = server.CloseAsync();
            _ = socket.CloseAsync(new() { Code = 4000, Reason = "cut" });
        });
    });
}
