using System.Net.WebSockets;
using System.Text.Json;

namespace SmoothOperator.Tests.Program;

/// <summary>A client of the protocol over a real socket. Every wait ends in time.</summary>
internal sealed class ChatClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly string[] Supports = ["resume_stream"];

    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _patience = new(Patience);
    private byte[] _buffer = new byte[1 << 14];

    /// <summary>How the server closed the socket.</summary>
    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public static async Task<ChatClient> ConnectAsync(Uri address)
    {
        var client = new ChatClient();
        await client._socket.ConnectAsync(address, client._patience.Token);
        return client;
    }

    /// <summary>Opens a session whose streams can be resumed. Its id.</summary>
    public async Task<string> OpenSessionAsync()
    {
        await SendAsync(new { action = "create_conversation_session", requestId = "open", supports = Supports });
        return (await NextAsync("immediate_response")).GetProperty("data").GetProperty("sessionId").GetString()!;
    }

    public Task AskAsync(string sessionId, string requestId, string message) => SendAsync(new { action = "send_message", requestId, sessionId, message });

    public Task DecideAsync(string sessionId, string requestId, bool approved) => SendAsync(new { action = "confirm_tool_action", requestId, sessionId, approved });

    public Task ResumeAsync(string sessionId, string requestId) => SendAsync(new { action = "resume_stream", requestId, sessionId, afterSeq = 0 });

    public Task SendAsync(object frame) => _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(frame), WebSocketMessageType.Text, endOfMessage: true, _patience.Token);

    /// <summary>Skips to the next frame of that type. An error that was not waited for ends the wait with its text.</summary>
    public async Task<JsonElement> NextAsync(string type)
    {
        while (true)
        {
            var frame = await ReadAsync() ?? throw new InvalidOperationException($"The server closed the socket ({_socket.CloseStatus}) while '{type}' was waited for.");
            var found = frame.GetProperty("type").GetString();
            if (found == type)
                return frame;
            if (found == "error")
                throw new InvalidOperationException($"'{type}' was waited for, and this came: {frame}");
        }
    }

    /// <summary>The text of the turn's reply.</summary>
    public async Task<string> AnswerAsync() => TextOf(await NextAsync("eventual_response"));

    public static string TextOf(JsonElement reply) => string.Concat(
        reply.GetProperty("data").GetProperty("data").GetProperty("response").GetProperty("responseParts").EnumerateArray().Select(part => part.GetString()));

    /// <summary>Reads on until the server closes.</summary>
    public async Task DrainAsync()
    {
        while (await ReadAsync() is not null)
        {
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _patience.Dispose();
    }

    private async Task<JsonElement?> ReadAsync()
    {
        var length = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            if (length == _buffer.Length)
                Array.Resize(ref _buffer, _buffer.Length * 2);
            part = await _socket.ReceiveAsync(_buffer.AsMemory(length), _patience.Token);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            length += part.Count;
        }
        while (!part.EndOfMessage);
        return JsonElement.Parse(_buffer.AsSpan(0, length));
    }
}
