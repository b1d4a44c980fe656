using System.Buffers;
using System.Text;

namespace SmoothOperator.Bench.Relay;

/// <summary>One chat connection: frames in, one at a time; a turn is run to its end before the next frame is read.</summary>
internal sealed class RelayConnection(Stream stream, GatewayClient gateway)
{
    private const int BufferSize = 4096;
    private const int LargestFrame = 64 * 1024;
    private readonly FrameBuffer _output = new(stream);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        do
        {
            // A read of zero bytes waits without holding a buffer.
            _ = await stream.ReadAsync(Memory<byte>.Empty, cancellationToken).ConfigureAwait(false);
        }
        while (await ReadFramesAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Reads until no part of a frame is left over.</summary>
    /// <returns>Whether the connection is still open.</returns>
    private async ValueTask<bool> ReadFramesAsync(CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var filled = 0;
            do
            {
                if (filled == buffer.Length)
                    buffer = Grow(buffer);
                var read = await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                    return false;
                filled += read;
                var consumed = 0;
                while (ClientFrame.TryRead(buffer.AsSpan(consumed, filled - consumed), out var frame))
                {
                    var payload = buffer.AsMemory(consumed + frame.PayloadStart, frame.Length - frame.PayloadStart);
                    if (!await AnswerAsync(frame.Kind, payload, cancellationToken).ConfigureAwait(false))
                        return false;
                    consumed += frame.Length;
                }

                filled -= consumed;
                buffer.AsSpan(consumed, filled).CopyTo(buffer);
            }
            while (filled > 0);
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        if (buffer.Length >= LargestFrame * 2)
            throw new IOException("frame over 64 KiB");
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    /// <returns>Whether the connection goes on.</returns>
    private async ValueTask<bool> AnswerAsync(FrameKind kind, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case FrameKind.Text when Turn(payload.Span) is { } turn:
                await turn.RunAsync(cancellationToken).ConfigureAwait(false);
                break;
            case FrameKind.Ping or FrameKind.Close:
                ServerFrame.Write(_output, kind == FrameKind.Ping ? FrameKind.Pong : FrameKind.Close, payload.Span);
                break;
        }

        await _output.FlushAsync(cancellationToken).ConfigureAwait(false);
        return kind != FrameKind.Close;
    }

    /// <summary>Writes the answer of an action that has one at once.</summary>
    /// <returns>The turn that the action starts, when it starts one.</returns>
    private RelayTurn? Turn(ReadOnlySpan<byte> json)
    {
        var action = ClientAction.Parse(json);
        var requestId = Encoding.UTF8.GetString(action.RequestId);
        if (action.Action.SequenceEqual("send_message"u8))
            return new(_output, gateway, requestId, gateway.Body(action.Message, action.Model));
        if (action.Action.SequenceEqual("create_conversation_session"u8))
            ReplyFrames.SessionCreated(_output, requestId);
        else if (action.Action.SequenceEqual("ping"u8))
            ReplyFrames.Pong(_output, requestId);
        else
            ReplyFrames.Failed(_output, requestId, "the relay knows ping, create_conversation_session and send_message");
        return null;
    }
}
