using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmoothOperator.Testing;

/// <summary>A plain client: one socket, frames in, frames out. Every frame it receives must have the exact shape of its event.</summary>
public sealed class WireClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly ClientWebSocket _socket = new();
    private readonly List<string> _transcript = [];
    private readonly byte[] _buffer = new byte[64 << 10];
    private int _probes;

    private WireClient()
    {
    }

    /// <summary>Whether this connection takes part in <c>resume_stream</c>, so that events of turns must carry their position.</summary>
    public bool ResumesStreams { get; set; }

    /// <summary>Whether this connection declared <c>approval_id</c>.</summary>
    public bool NamesApprovals { get; set; }

    /// <summary>Whether signs of life are handed out like other frames; otherwise they are passed over.</summary>
    public bool SeesKeepalives { get; set; }

    /// <summary>The socket.</summary>
    public ClientWebSocket Socket => _socket;

    /// <summary>Everything sent and received so far, oldest first.</summary>
    public IReadOnlyList<string> Transcript => _transcript;

    /// <summary>Opens a socket.</summary>
    /// <param name="address">The endpoint.</param>
    /// <param name="origin">The Origin header, or null for none.</param>
    public static async Task<WireClient> ConnectAsync(Uri address, string? origin = null)
    {
        var client = new WireClient();
        client._socket.Options.KeepAliveInterval = TimeSpan.Zero;
        client._socket.Options.Proxy = null;
        if (origin is not null)
            client._socket.Options.SetRequestHeader("Origin", origin);
        using var deadline = new CancellationTokenSource(Patience);
        await client._socket.ConnectAsync(address, deadline.Token);
        return client;
    }

    /// <summary>Sends an object as JSON; nulls are left out.</summary>
    public Task SendAsync(object frame) => SendRawAsync(JsonSerializer.Serialize(frame, Format));

    /// <summary>Sends a text frame as it is.</summary>
    public Task SendRawAsync(string text)
    {
        _transcript.Add("→ " + Shorten(text));
        return SendBytesAsync(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Sends bytes as one message, or as a part of one.</summary>
    public async Task SendBytesAsync(ReadOnlyMemory<byte> bytes, WebSocketMessageType type = WebSocketMessageType.Text, bool endOfMessage = true)
    {
        using var deadline = new CancellationTokenSource(Patience);
        await _socket.SendAsync(bytes, type, endOfMessage, deadline.Token);
    }

    /// <summary>The next frame.</summary>
    /// <exception cref="WireException">None came within 20 s, the connection closed, or the frame has a wrong shape.</exception>
    public async Task<WireFrame> NextAsync()
    {
        while (true)
        {
            var text = await ReceiveAsync() ?? throw new WireException($"The connection closed with {_socket.CloseStatus} instead of sending a frame.", _transcript);
            WireFrame frame;
            try
            {
                frame = new WireFrame(text);
            }
            catch (JsonException failure)
            {
                throw new WireException("A frame is not JSON.", _transcript, failure);
            }

            if (WireShape.ProblemOf(frame, ResumesStreams, NamesApprovals) is { } problem)
                throw new WireException($"A frame has a wrong shape: {problem}.", _transcript);
            if (SeesKeepalives || frame.Type != "keepalive")
                return frame;
        }
    }

    /// <summary>The next frame, which must be of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="status">Its status, or 0 for whatever it has.</param>
    /// <exception cref="WireException">It is another one.</exception>
    public async Task<WireFrame> ExpectAsync(string type, int status = 0)
    {
        var frame = await NextAsync();
        return frame.Type == type && (status == 0 || frame.Status == status)
            ? frame
            : throw new WireException($"Expected {type}{(status == 0 ? "" : $" {status}")}.", _transcript);
    }

    /// <summary>The next frame, which must be an error.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="requestId">The request it names; null for none.</param>
    /// <exception cref="WireException">It is another one.</exception>
    public async Task<WireFrame> ExpectErrorAsync(string code, string? requestId)
    {
        var frame = await ExpectAsync("error");
        return frame.ErrorCode == code && frame.RequestId == requestId
            ? frame
            : throw new WireException($"Expected error {code} for {requestId ?? "no request"}.", _transcript);
    }

    /// <summary>Frames up to one that is wanted, that one included.</summary>
    public async Task<IReadOnlyList<WireFrame>> ReadUntilAsync(Func<WireFrame, bool> isLast)
    {
        var frames = new List<WireFrame>();
        do
            frames.Add(await NextAsync());
        while (!isLast(frames[^1]));
        return frames;
    }

    /// <summary>Frames up to the end of a turn, whatever end it is; all of them must be the turn's.</summary>
    /// <param name="requestId">The turn's request.</param>
    public async Task<IReadOnlyList<WireFrame>> ReadTurnAsync(string requestId)
    {
        var frames = await ReadUntilAsync(frame => frame.RequestId == requestId && (frame.IsEnd || frame.Type == "error"));
        return frames.All(frame => frame.RequestId == requestId)
            ? frames
            : throw new WireException($"Expected only frames of turn {requestId}.", _transcript);
    }

    /// <summary>Proves that nothing is waiting to be received, by a ping whose answer must be the next frame.</summary>
    public async Task ExpectNothingAsync()
    {
        var probe = $"probe-{++_probes}";
        await SendAsync(new { action = "ping", requestId = probe });
        var pong = await ExpectAsync("pong");
        if (pong.RequestId != probe)
            throw new WireException($"Expected the answer to {probe}.", _transcript);
    }

    /// <summary>Reads until the server closes, and returns the code; null when it closed without one.</summary>
    public async Task<WebSocketCloseStatus?> ReadCloseAsync()
    {
        try
        {
            while (await ReceiveAsync() is not null)
            {
            }
        }
        catch (WebSocketException)
        {
            return null;
        }

        return _socket.CloseStatus;
    }

    /// <summary>Closes the connection as a client does.</summary>
    public async Task CloseAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        await _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "client disconnect", deadline.Token);
    }

    /// <summary>Drops the connection without a word.</summary>
    public void Abort() => _socket.Abort();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string Shorten(string text) => text.Length <= 2000 ? text : $"{text[..2000]}… ({text.Length} characters)";

    private async Task<string?> ReceiveAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        var message = new ArrayBufferWriter<byte>();
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(_buffer.AsMemory(), deadline.Token);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    _transcript.Add($"← close {_socket.CloseStatus}");
                    return null;
                }

                message.Write(_buffer.AsSpan(0, part.Count));
                if (part.EndOfMessage)
                    break;
            }
        }
        catch (OperationCanceledException late)
        {
            throw new WireException($"Nothing came within {Patience.TotalSeconds:0} s.", _transcript, late);
        }

        var text = Encoding.UTF8.GetString(message.WrittenSpan);
        _transcript.Add("← " + Shorten(text));
        return text;
    }
}
