using System.Buffers;
using System.Text;

namespace SmoothOperator.Bench.Relay;

/// <summary>One turn: a gateway request, a frame per delta, a flush per gateway read.</summary>
internal sealed class RelayTurn(FrameBuffer output, GatewayClient gateway, string requestId, byte[] body)
{
    private const int BufferSize = 16 * 1024;
    private readonly TokenFrame _frame = new(Encoding.UTF8.GetBytes(requestId));
    private byte[] _reply = ArrayPool<byte>.Shared.Rent(1024);
    private int _replyLength;
    private bool _isFinished;

    public async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        ReplyFrames.Accepted(output, requestId);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var response = await gateway.SendAsync(body, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                ReplyFrames.Failed(output, requestId, $"gateway answered {(int)response.StatusCode}");
                return;
            }

            await CopyAsync(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            if (!_isFinished)
                ReplyFrames.Failed(output, requestId, "the gateway's stream ended early");
        }
        catch (HttpRequestException e)
        {
            ReplyFrames.Failed(output, requestId, $"gateway: {e.HttpRequestError}");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(_reply);
        }
    }

    private async ValueTask CopyAsync(Stream events, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var filled = 0;
            while (await events.ReadAsync(buffer.AsMemory(filled), cancellationToken).ConfigureAwait(false) is var read and > 0)
            {
                filled += read;
                var rest = Relay(buffer.AsSpan(0, filled));
                buffer.AsSpan(filled - rest, rest).CopyTo(buffer);
                filled = rest;
                await output.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <returns>How many bytes at the end belong to an event that has not arrived whole.</returns>
    private int Relay(ReadOnlySpan<byte> bytes)
    {
        _frame.Stamp(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        var events = new EventScanner(bytes);
        while (events.TryRead(out var delta, out var isEnd))
        {
            if (!delta.IsEmpty)
            {
                _frame.Write(output, delta);
                Append(delta);
            }
            else if (isEnd)
            {
                ReplyFrames.Finished(output, requestId, _reply.AsSpan(0, _replyLength));
                _isFinished = true;
            }
        }

        return events.Remaining;
    }

    private void Append(ReadOnlySpan<byte> delta)
    {
        if (_reply.Length - _replyLength < delta.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent((_reply.Length * 2) + delta.Length);
            _reply.AsSpan(0, _replyLength).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_reply);
            _reply = larger;
        }

        delta.CopyTo(_reply.AsSpan(_replyLength));
        _replyLength += delta.Length;
    }
}
