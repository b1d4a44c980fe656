using System.Buffers;
using System.Net.Sockets;

namespace SmoothOperator.Bench.Gateway;

/// <summary>One keep-alive HTTP/1.1 connection: a request is read whole, its scripted reply is sent, and again.</summary>
internal sealed class GatewayConnection(Socket socket, ReplyLibrary library)
{
    private const int FirstBuffer = 8 * 1024;
    private const int LargestRequest = 4 * 1024 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private int _filled;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await ReadRequestAsync(cancellationToken).ConfigureAwait(false) is var length and > 0)
            {
                var reply = Choose(_buffer.AsSpan(0, length));
                Discard(length);
                await reply.SendAsync(socket, cancellationToken).ConfigureAwait(false);
                if (reply.Closes)
                    return;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }
    }

    private IReply Choose(ReadOnlySpan<byte> request) =>
        request.StartsWith("POST /v1/chat/completions "u8) ? library.Find(ModelName.In(request)) : FixedReply.NotFound;

    /// <returns>The length of the request at the start of the buffer; 0 when the client has closed.</returns>
    private async ValueTask<int> ReadRequestAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (RequestFramer.TryMeasure(_buffer.AsSpan(0, _filled), out var length))
                return length;
            if (_filled == _buffer.Length)
                Grow();
            var read = await socket.ReceiveAsync(_buffer.AsMemory(_filled), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                return 0;
            _filled += read;
        }
    }

    private void Grow()
    {
        if (_buffer.Length >= LargestRequest)
            throw new SocketException((int)SocketError.MessageSize);
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _filled).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    private void Discard(int length)
    {
        _buffer.AsSpan(length, _filled - length).CopyTo(_buffer);
        _filled -= length;
    }
}
