using System.Buffers.Text;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace SmoothOperator.Bench.Gateway;

/// <summary>
/// One delta per interval and write. A delta's text is <c> @</c> and the 19 digits of <see cref="Stopwatch.GetTimestamp"/>
/// when it was handed to the socket, so that a client on the same machine can tell how long it was under way.
/// </summary>
internal sealed class PacedReply : IReply
{
    private const string EmptySlot = "0000000000000000000";
    private readonly ReplyScript _script;
    private readonly byte[] _start;
    private readonly byte[] _delta;
    private readonly byte[] _end;
    private readonly int _slot;

    public PacedReply(ReplyScript script)
    {
        _script = script;
        _start = Encoding.UTF8.GetBytes(ReplyText.Head + ReplyText.Role(script));
        _delta = Encoding.UTF8.GetBytes(ReplyText.Content(script, $" @{EmptySlot}"));
        _slot = _delta.AsSpan().IndexOf("@0"u8) + 1;
        _end = Encoding.UTF8.GetBytes(ReplyText.End(script));
    }

    public bool Closes => false;

    public async ValueTask SendAsync(Socket socket, CancellationToken cancellationToken)
    {
        await SocketWriter.WriteAsync(socket, _start, cancellationToken).ConfigureAwait(false);
        var delta = _delta.AsSpan().ToArray();
        using var timer = new PeriodicTimer(_script.Interval);
        for (var n = 0; n < _script.Deltas; n++)
        {
            await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false);
            Stamp(delta.AsSpan(_slot, EmptySlot.Length));
            await SocketWriter.WriteAsync(socket, delta, cancellationToken).ConfigureAwait(false);
        }

        await SocketWriter.WriteAsync(socket, _end, cancellationToken).ConfigureAwait(false);
    }

    private static void Stamp(Span<byte> slot) =>
        Utf8Formatter.TryFormat(Stopwatch.GetTimestamp(), slot, out _, new('D', (byte)EmptySlot.Length));
}
