using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace SmoothOperator.Chaos.Driving;

/// <summary>A connection to the server; when the server dies, it is simply over.</summary>
internal sealed class ChatSocket : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[64 << 10];

    /// <returns>The connection, or null when nobody listens any more.</returns>
    public static async Task<ChatSocket?> ConnectAsync(int port, CancellationToken cancellationToken)
    {
        var chat = new ChatSocket();
        try
        {
            await chat._socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/ws"), cancellationToken);
            return chat;
        }
        catch (WebSocketException)
        {
            chat.Dispose();
            return null;
        }
    }

    /// <summary>Sends a frame; what cannot be sent any more is lost, and the next read says so.</summary>
    public async Task SendAsync(object frame, CancellationToken cancellationToken)
    {
        try
        {
            await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(frame), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        catch (Exception broken) when (broken is WebSocketException or IOException or SocketException or ObjectDisposedException)
        {
            _socket.Abort();
        }
    }

    /// <returns>The next frame, or null when the connection is over.</returns>
    public async Task<JsonElement?> ReceiveAsync(CancellationToken cancellationToken)
    {
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var read = await _socket.ReceiveAsync(_buffer.AsMemory(), cancellationToken);
                if (read.MessageType == WebSocketMessageType.Close)
                    return null;
                message.Write(_buffer.AsSpan(0, read.Count));
                if (read.EndOfMessage)
                    return JsonElement.Parse(Encoding.UTF8.GetString(message.ToArray()));
            }
        }
        catch (Exception broken) when (broken is WebSocketException or IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            return null;
        }
    }

    public void Dispose() => _socket.Dispose();
}
