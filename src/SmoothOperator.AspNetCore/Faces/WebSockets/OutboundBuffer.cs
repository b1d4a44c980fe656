using System.Buffers;
using System.Buffers.Binary;
using System.Net.WebSockets;
using SmoothOperator.Protocol;

namespace SmoothOperator.AspNetCore.Faces.WebSockets;

/// <summary>
/// What waits to be written to one connection. Frames are put into it as they are made and leave in one write as soon as the transport is free, so that frames made together leave together.
/// Bounded in bytes: a client that does not read is reported once and hears nothing more.
/// </summary>
internal sealed class OutboundBuffer(Stream transport, int limit)
{
    private const int LongestHeader = 10;
    private const int Smallest = 1024;
    private const int LargestWrite = 64 << 10;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _scratch;

    private readonly Lock _gate = new();
    private byte[] _bytes = [];
    private int _length;
    private long _appended;
    private long _handedOver;
    private bool _isWriting;
    private bool _isClosed;
    private Task _write = Task.CompletedTask;

    /// <summary>Called once, outside any lock, when the client reads too slowly.</summary>
    public Action? Overflowed { get; set; }

    /// <summary>Bytes given to the transport so far; compare with what the appending methods return.</summary>
    public long HandedOver => Interlocked.Read(ref _handedOver);

    /// <summary>Puts one text frame into the buffer. Returns the position of its end.</summary>
    public long Append<TState>(TState state, Action<IBufferWriter<byte>, TState> write)
    {
        var scratch = _scratch ??= new ArrayBufferWriter<byte>(Smallest);
        try
        {
            write(scratch, state);
            return AppendFrame(scratch.WrittenSpan);
        }
        finally
        {
            if (scratch.Capacity > 64 << 10)
                _scratch = null;
            else
                scratch.ResetWrittenCount();
        }
    }

    /// <summary>Puts one piece of text into the buffer, rendered where it will lie.</summary>
    public void AppendToken(TokenFrameTemplate template, ReadOnlySpan<byte> escapedToken, long timestamp, in StreamPosition? position)
    {
        const int UsualHeader = 4;
        var overflowed = false;
        lock (_gate)
        {
            if (TryReserve(template.MaxSize(escapedToken.Length) + LongestHeader, ref overflowed))
            {
                var start = _bytes.AsSpan(_length);
                var length = template.Write(start[UsualHeader..], escapedToken, timestamp, position);
                var header = HeaderSize(length);
                if (header != UsualHeader)
                    start.Slice(UsualHeader, length).CopyTo(start[header..]);
                WriteHeader(start, length);
                Advance(header + length);
            }
        }

        if (overflowed)
            Overflowed?.Invoke();
    }

    /// <summary>Puts bytes that are a whole frame already into the buffer.</summary>
    public void AppendRaw(ReadOnlySpan<byte> frame)
    {
        var overflowed = false;
        lock (_gate)
        {
            if (TryReserve(frame.Length, ref overflowed))
            {
                frame.CopyTo(_bytes.AsSpan(_length));
                Advance(frame.Length);
            }
        }

        if (overflowed)
            Overflowed?.Invoke();
    }

    /// <summary>Writes what waits, unless a write is under way: that one takes it along. Never waits and never throws.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            if (_isWriting || _length == 0 || _isClosed)
                return;
            _isWriting = true;
        }

        _write = WriteAsync();
    }

    /// <summary>Completes when everything appended before was written or the connection is gone.</summary>
    public async Task DrainAsync()
    {
        Flush();
        while (true)
        {
            await _write;
            lock (_gate)
            {
                if (!_isWriting)
                    return;
            }

            await Task.Yield();
        }
    }

    /// <summary>Nothing is taken any more.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            Drop();
        }
    }

    private long AppendFrame(ReadOnlySpan<byte> payload)
    {
        var overflowed = false;
        long end;
        lock (_gate)
        {
            if (TryReserve(payload.Length + LongestHeader, ref overflowed))
            {
                var header = HeaderSize(payload.Length);
                WriteHeader(_bytes.AsSpan(_length), payload.Length);
                payload.CopyTo(_bytes.AsSpan(_length + header));
                Advance(header + payload.Length);
            }

            end = _appended;
        }

        if (overflowed)
            Overflowed?.Invoke();
        return end;
    }

    private bool TryReserve(int size, ref bool overflowed)
    {
        if (_isClosed)
            return false;
        if (_length + size > limit && _length > 0)
        {
            _isClosed = true;
            overflowed = true;
            return false;
        }

        if (_length + size > _bytes.Length)
            Grow(_length + size);
        return true;
    }

    private void Grow(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(size, Math.Max(Smallest, _bytes.Length * 2)));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }

    private void Advance(int size)
    {
        _length += size;
        _appended += size;
    }

    private void Drop()
    {
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _length = 0;
    }

    private async Task WriteAsync()
    {
        while (true)
        {
            byte[] bytes;
            int length;
            lock (_gate)
            {
                if (_length == 0)
                {
                    _isWriting = false;
                    return;
                }

                (bytes, length) = (_bytes, _length);
                (_bytes, _length) = ([], 0);
            }

            try
            {
                for (var start = 0; start < length; start += LargestWrite)
                {
                    // Counted before the write: a client may answer what it read before the write returns to us. In pieces, so that little counts that it cannot have read.
                    var piece = bytes.AsMemory(start, Math.Min(LargestWrite, length - start));
                    Interlocked.Add(ref _handedOver, piece.Length);
                    await transport.WriteAsync(piece);
                }
            }
            catch (Exception failure) when (failure is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException or WebSocketException)
            {
                // The peer is gone; the reader finds out and ends the connection. Whoever still appends must not wait for it.
                lock (_gate)
                {
                    _isClosed = true;
                    _isWriting = false;
                    Drop();
                }

                return;
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(bytes);
            }
        }
    }

    private static int HeaderSize(int payload) => payload switch
    {
        < 126 => 2,
        <= ushort.MaxValue => 4,
        _ => 10,
    };

    private static void WriteHeader(Span<byte> destination, int payload)
    {
        const byte FinalTextFrame = 0x81;
        destination[0] = FinalTextFrame;
        switch (HeaderSize(payload))
        {
            case 2:
                destination[1] = (byte)payload;
                break;
            case 4:
                destination[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)payload);
                break;
            default:
                destination[1] = 127;
                BinaryPrimitives.WriteUInt64BigEndian(destination[2..], (ulong)payload);
                break;
        }
    }
}
