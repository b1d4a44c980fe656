using System.Net.Sockets;

namespace SmoothOperator.Bench.Gateway;

/// <summary>Writes whole buffers: a socket's send may take only part of one.</summary>
internal static class SocketWriter
{
    public static async ValueTask WriteAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await socket.SendAsync(bytes, cancellationToken).ConfigureAwait(false)..];
    }
}
