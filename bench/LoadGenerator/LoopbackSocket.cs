using System.Net;
using System.Net.Sockets;

namespace SmoothOperator.Bench.Load;

/// <summary>Connects over loopback, from several source addresses so that ports do not run short.</summary>
internal static class LoopbackSocket
{
    private const int ConnectionsPerAddress = 4000;
    private const int Addresses = 200;

    public static async ValueTask<Socket> ConnectAsync(int port, int index, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (OperatingSystem.IsLinux())
                socket.Bind(new IPEndPoint(new IPAddress([127, 0, 0, (byte)(1 + (index / ConnectionsPerAddress % Addresses))]), 0));
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public static async ValueTask SendAllAsync(this Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await socket.SendAsync(bytes, cancellationToken).ConfigureAwait(false)..];
    }
}
