using System.Buffers;
using System.Net.WebSockets;

namespace SmoothOperator.AspNetCore.Faces.WebSockets;

/// <summary>Reads whole messages from a socket. Holds no buffer while the connection is idle.</summary>
internal sealed class MessageReader(WebSocket socket, InboundBudget budget, int maxMessage, long closeBytes) : IDisposable
{
    private const int Smallest = 4 << 10;

    private byte[] _buffer = [];
    private int _taken;

    /// <summary>The last message read.</summary>
    public ReadOnlySpan<byte> Message => _buffer.AsSpan(0, Length);

    public int Length { get; private set; }

    /// <summary>Reads the message that a read without a buffer announced.</summary>
    /// <param name="first">What that read returned.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async ValueTask<InboundMessage> ReadAsync(ValueWebSocketReceiveResult first, CancellationToken cancellationToken)
    {
        if (first.MessageType == WebSocketMessageType.Close)
            return InboundMessage.Closed;
        if (first.EndOfMessage)
            return KindOf(first.MessageType);
        _buffer = ArrayPool<byte>.Shared.Rent(Smallest);
        var skipped = 0L;
        while (true)
        {
            // One byte over the limit is kept, so that a message at the limit is told from a longer one; what follows is skipped.
            var isKept = Length <= maxMessage;
            var room = isKept ? _buffer.AsMemory(Length, Math.Min(_buffer.Length, maxMessage + 1) - Length) : _buffer.AsMemory();
            var part = await socket.ReceiveAsync(room, cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
                return InboundMessage.Closed;
            if (isKept)
                Length += part.Count;
            else
                skipped += part.Count;
            if (Length + skipped > closeBytes)
                return InboundMessage.FarTooLarge;
            if (part.EndOfMessage)
                return Length + skipped > maxMessage ? InboundMessage.TooLarge : KindOf(part.MessageType);
            if (Length == _buffer.Length && Length <= maxMessage && !await GrowAsync(cancellationToken))
                return InboundMessage.OutOfMemory;
        }
    }

    /// <summary>Gives the buffer back; the message is done with.</summary>
    public void Release()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        if (_taken > 0)
            budget.Return(_taken);
        _buffer = [];
        _taken = 0;
        Length = 0;
    }

    public void Dispose() => Release();

    private static InboundMessage KindOf(WebSocketMessageType type) => type == WebSocketMessageType.Text ? InboundMessage.Text : InboundMessage.Binary;

    private async ValueTask<bool> GrowAsync(CancellationToken cancellationToken)
    {
        var size = Math.Min(_buffer.Length * 2, maxMessage + 1);
        if (size > InboundBudget.Free)
        {
            var more = size - _taken;
            if (!await budget.TakeAsync(more, cancellationToken))
                return false;
            _taken += more;
        }

        var larger = ArrayPool<byte>.Shared.Rent(size);
        _buffer.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
        return true;
    }
}
