using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace SmoothOperator.Bench.Load;

/// <summary>A chat client with its own lean framing: a new session every eight turns, one turn at a time.</summary>
internal sealed class ChatConnection : ITurnSource
{
    private const int TurnsPerSession = 8;
    private static readonly string[] Questions =
    [
        "What is your return window?", "How long does shipping take?", "Can I send back a table I do not like?", "When do I get my refund?",
    ];

    private readonly Socket _socket;
    private readonly ReceiveBuffer _received;
    private readonly Script _script;
    private readonly TurnProgress _progress;
    private string _sessionId = "";
    private int _turns;
    private int _requests;

    private ChatConnection(Socket socket, Script script, LatencyHistogram? holdTimes)
    {
        _socket = socket;
        _received = new(socket);
        _script = script;
        _progress = new(script, holdTimes);
    }

    /// <summary>Whether the server has neither closed the connection nor sent anything unasked.</summary>
    public bool IsQuiet => !_socket.Poll(0, SelectMode.SelectRead);

    /// <param name="index">The connection's number among all; it decides the source address.</param>
    /// <param name="port">The server's port on loopback.</param>
    /// <param name="script">What to ask for.</param>
    /// <param name="holdTimes">Where to record how long each token was under way, or nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async ValueTask<ChatConnection> ConnectAsync(
        int index, int port, Script script, LatencyHistogram? holdTimes, CancellationToken cancellationToken)
    {
        var connection = new ChatConnection(await LoopbackSocket.ConnectAsync(port, index, cancellationToken).ConfigureAwait(false), script, holdTimes);
        try
        {
            await connection.UpgradeAsync(port, cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public async ValueTask<TurnResult> RunTurnAsync(CancellationToken cancellationToken)
    {
        if (_turns % TurnsPerSession == 0)
            await CreateSessionAsync(cancellationToken).ConfigureAwait(false);
        var question = Questions[_turns++ % Questions.Length];
        var frame = MaskedFrame.Text(
            $$"""
            {"action":"send_message","requestId":"t{{++_requests}}","sessionId":"{{_sessionId}}","message":"{{question}}","model":"{{_script.Model}}"}
            """);
        _progress.Start();
        await _socket.SendAllAsync(frame, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            await _received.FillAsync(cancellationToken).ConfigureAwait(false);
            if (ReadTurn(Stopwatch.GetTimestamp()) is { } result)
            {
                _received.Release();
                return result;
            }
        }
    }

    public void Dispose()
    {
        _received.Dispose();
        _socket.Dispose();
    }

    private TurnResult? ReadTurn(long now)
    {
        while (ServerFrame.TryRead(_received.Unread, out var frame))
        {
            RequireText(frame);
            switch (EventKindReader.Read(frame.Payload))
            {
                case EventKind.Token:
                    _progress.Token(frame.Payload, now);
                    break;
                case EventKind.Eventual:
                    var result = _progress.Finish(frame.Payload.IndexOf("\"citations\":["u8) >= 0);
                    _received.Consume(frame.Length);
                    return result;
                case EventKind.Error:
                    throw new TurnFailedException(Encoding.UTF8.GetString(frame.Payload));
            }

            _received.Consume(frame.Length);
        }

        return null;
    }

    private async ValueTask CreateSessionAsync(CancellationToken cancellationToken)
    {
        var frame = MaskedFrame.Text(
            $$"""
            {"action":"create_conversation_session","requestId":"s{{++_requests}}","agentId":"11111111-1111-4111-8111-111111111111"}
            """);
        await _socket.SendAllAsync(frame, cancellationToken).ConfigureAwait(false);
        do
        {
            await _received.FillAsync(cancellationToken).ConfigureAwait(false);
        }
        while (!TryReadSession());
    }

    private bool TryReadSession()
    {
        while (ServerFrame.TryRead(_received.Unread, out var frame))
        {
            RequireText(frame);
            var kind = EventKindReader.Read(frame.Payload);
            if (kind == EventKind.Error)
                throw new TurnFailedException(Encoding.UTF8.GetString(frame.Payload));
            if (kind == EventKind.Immediate)
                _sessionId = SessionId(frame.Payload);
            _received.Consume(frame.Length);
            if (kind == EventKind.Immediate)
                return true;
        }

        return false;
    }

    private static string SessionId(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("sessionId"u8) && reader.Read())
                return reader.GetString() ?? "";
        }

        throw new TurnFailedException("a session without sessionId");
    }

    private static void RequireText(in ServerFrame frame)
    {
        if (frame.Opcode == ServerFrame.Close)
            throw new TurnFailedException("the server sent a close frame");
    }

    private async ValueTask UpgradeAsync(int port, CancellationToken cancellationToken)
    {
        var request = Encoding.ASCII.GetBytes(
            $"GET /ws HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        await _socket.SendAllAsync(request, cancellationToken).ConfigureAwait(false);
        int end;
        do
        {
            await _received.FillAsync(cancellationToken).ConfigureAwait(false);
            end = _received.Unread.IndexOf("\r\n\r\n"u8);
        }
        while (end < 0);

        if (!_received.Unread.StartsWith("HTTP/1.1 101"u8))
            throw new TurnFailedException($"no upgrade: {Encoding.ASCII.GetString(_received.Unread[.._received.Unread.IndexOf((byte)'\r')])}");
        _received.Consume(end + 4);
        _received.Release();
    }
}
