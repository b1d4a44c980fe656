using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SmoothOperator.Bench.Gateway;

/// <summary>Accepts connections on loopback and owns them until they or the listener end.</summary>
internal sealed class GatewayListener(IPEndPoint endpoint)
{
    private const int Backlog = 1024;
    private readonly ConcurrentDictionary<Socket, Task> _connections = new();
    private readonly ReplyLibrary _library = new();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(endpoint);
        listener.Listen(Backlog);
        Console.WriteLine($"listening on {endpoint}");
        try
        {
            while (true)
            {
                var socket = await listener.AcceptAsync(cancellationToken).ConfigureAwait(false);
                socket.NoDelay = true;
                Own(socket, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(_connections.Values).ConfigureAwait(false);
        }
    }

    private void Own(Socket socket, CancellationToken cancellationToken)
    {
        var start = new TaskCompletionSource();
        _connections[socket] = ServeAsync(start.Task, socket, cancellationToken);
        start.SetResult();
    }

    // The start task lets the connection be registered before it can end and unregister itself.
    private async Task ServeAsync(Task registered, Socket socket, CancellationToken cancellationToken)
    {
        await registered.ConfigureAwait(false);
        using (socket)
        {
            try
            {
                await new GatewayConnection(socket, _library).RunAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (SocketException)
            {
                // The client went away: its request ends with it.
            }
            catch (OperationCanceledException)
            {
                // The gateway is stopping.
            }
            finally
            {
                _connections.TryRemove(socket, out _);
            }
        }
    }
}
