using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace SmoothOperator.Bench.Load;

/// <summary>The same turns asked of the gateway itself, over one keep-alive HTTP/1.1 connection.</summary>
internal sealed class DirectConnection : ITurnSource
{
    private readonly Socket _socket;
    private readonly ReceiveBuffer _received;
    private readonly TurnProgress _progress;
    private readonly byte[] _request;

    private DirectConnection(Socket socket, int port, Script script, LatencyHistogram? holdTimes)
    {
        _socket = socket;
        _received = new(socket);
        _progress = new(script, holdTimes);
        var body = $$"""{"model":"{{script.Model}}","messages":[{"role":"user","content":"What is your return window?"}],"stream":true}""";
        _request = Encoding.ASCII.GetBytes(
            $"POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    public static async ValueTask<DirectConnection> ConnectAsync(
        int index, int port, Script script, LatencyHistogram? holdTimes, CancellationToken cancellationToken) =>
        new(await LoopbackSocket.ConnectAsync(port, index, cancellationToken).ConfigureAwait(false), port, script, holdTimes);

    public async ValueTask<TurnResult> RunTurnAsync(CancellationToken cancellationToken)
    {
        _progress.Start();
        await _socket.SendAllAsync(_request, cancellationToken).ConfigureAwait(false);
        do
        {
            await _received.FillAsync(cancellationToken).ConfigureAwait(false);
        }
        while (!ReadToEnd(Stopwatch.GetTimestamp()));
        _received.Release();
        return _progress.Finish(isCited: false);
    }

    public void Dispose()
    {
        _received.Dispose();
        _socket.Dispose();
    }

    /// <summary>Reads the events that are whole; the HTTP framing between them is skipped, since every event is a chunk of its own.</summary>
    private bool ReadToEnd(long now)
    {
        while (_received.Unread.IndexOf("\n\n\r\n"u8) is var end and >= 0)
        {
            var text = _received.Unread[..end];
            if (text.IndexOf("data: [DONE]"u8) >= 0)
            {
                if (!_received.Unread.EndsWith("0\r\n\r\n"u8))
                    return false;
                _received.Consume(_received.Unread.Length);
                return true;
            }

            var content = text.IndexOf("\"content\":\""u8);
            if (content >= 0 && text[content + 11] != '"')
                _progress.Token(text, now);
            _received.Consume(end + 4);
        }

        // An error of the gateway is no event stream at all.
        if (_received.Unread.StartsWith("HTTP/1.1 "u8) && !_received.Unread.StartsWith("HTTP/1.1 200"u8))
            throw new TurnFailedException(Encoding.UTF8.GetString(_received.Unread));
        return false;
    }
}
