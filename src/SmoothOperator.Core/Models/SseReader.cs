using System.Buffers;

namespace SmoothOperator.Models;

/// <summary>
/// Reads the <c>data</c> of server-sent events from a stream, in place in one pooled buffer. Lines end in LF, CRLF or CR; comments and all other fields
/// are skipped; several data lines are joined by LF; a byte order mark is skipped; a last event without its blank line counts.
/// With <c>wholeBody</c> everything up to the end is one event: some gateways answer a streamed call with a JSON document.
/// In-box <c>SseParser</c> has no limit on the size of an event and shows its bytes only during a callback.
/// </summary>
internal sealed class SseReader(Stream stream, int maxEventBytes, bool wholeBody) : IDisposable
{
    private const int InitialBytes = 8 * 1024;

    /// <summary>Room beside the data of the largest event: the field's name, a line end, a byte order mark.</summary>
    private const int Overhead = 16;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialBytes);
    private bool _bodyIsPending = wholeBody;
    private int _dataStart;
    private int _dataLength;
    private bool _hasData;
    private int _lineStart;
    private int _scanned;
    private int _end;
    private bool _skipLineFeed;
    private bool _isFirstLine = true;

    /// <summary>Whether the stream has ended; what it brought may still wait in the buffer.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>The data of the next event already received, valid until the next <see cref="FillAsync"/>.</summary>
    /// <exception cref="ModelException">The event is larger than the limit.</exception>
    public bool TryRead(out ReadOnlyMemory<byte> data)
    {
        if (_bodyIsPending)
            return TryReadBody(out data);
        while (TryReadLine(out var start, out var length))
        {
            if (length == 0 && _hasData)
                return Dispatch(out data);
            if (IsData(_buffer.AsSpan(start, length)))
                AppendData(start, length);
        }

        if (IsAtEnd && _hasData)
            return Dispatch(out data);
        data = default;
        return false;
    }

    /// <summary>Waits for more bytes; what <see cref="TryRead"/> gave before is no longer valid.</summary>
    /// <exception cref="ModelException">An event is larger than the limit.</exception>
    public async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        Compact();
        if (_end >= maxEventBytes + Overhead)
            throw TooLarge();
        if (_end == _buffer.Length)
            Grow();
        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        IsAtEnd = read == 0;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _dataLength = _lineStart = _scanned = _end = 0;
    }

    private bool TryReadBody(out ReadOnlyMemory<byte> data)
    {
        data = _buffer.AsMemory(0, _end);
        if (!IsAtEnd || _end == 0)
            return false;
        _lineStart = _scanned = _end;
        _bodyIsPending = false;
        return data.Length <= maxEventBytes ? true : throw TooLarge();
    }

    private bool TryReadLine(out int start, out int length)
    {
        if (_skipLineFeed && _lineStart < _end)
        {
            _skipLineFeed = false;
            if (_buffer[_lineStart] == '\n')
                _scanned = ++_lineStart;
        }

        var found = _buffer.AsSpan(_scanned, _end - _scanned).IndexOfAny((byte)'\n', (byte)'\r');
        start = _lineStart;
        if (found >= 0)
        {
            var lineEnd = _scanned + found;
            length = lineEnd - start;
            _skipLineFeed = _buffer[lineEnd] == '\r';
            _lineStart = _scanned = lineEnd + 1;
        }
        else
        {
            length = _end - start;
            _scanned = _end;
            if (!IsAtEnd || length == 0)
                return false;
            _lineStart = _end;
        }

        if (_isFirstLine)
            SkipByteOrderMark(ref start, ref length);
        return true;
    }

    private void SkipByteOrderMark(ref int start, ref int length)
    {
        _isFirstLine = false;
        if (!_buffer.AsSpan(start, length).StartsWith("\uFEFF"u8))
            return;
        start += 3;
        length -= 3;
    }

    private static bool IsData(ReadOnlySpan<byte> line) => line.StartsWith("data"u8) && (line.Length == 4 || line[4] == ':');

    private void AppendData(int start, int length)
    {
        var skip = length == 4 ? 4 : length > 5 && _buffer[start + 5] == ' ' ? 6 : 5;
        start += skip;
        length -= skip;
        if (!_hasData)
        {
            _hasData = true;
            _dataStart = start;
            _dataLength = length;
            return;
        }

        // The joined data always fits before the line it comes from: a line end is shorter than "data:".
        var target = _dataStart + _dataLength;
        _buffer[target] = (byte)'\n';
        Buffer.BlockCopy(_buffer, start, _buffer, target + 1, length);
        _dataLength += length + 1;
    }

    private bool Dispatch(out ReadOnlyMemory<byte> data)
    {
        data = _buffer.AsMemory(_dataStart, _dataLength);
        _hasData = false;
        _dataLength = 0;
        return data.Length <= maxEventBytes ? true : throw TooLarge();
    }

    private void Compact()
    {
        var keep = _hasData ? _dataLength : 0;
        if (_lineStart == keep)
            return;
        Buffer.BlockCopy(_buffer, _dataStart, _buffer, 0, keep);
        Buffer.BlockCopy(_buffer, _lineStart, _buffer, keep, _end - _lineStart);
        var moved = _lineStart - keep;
        _dataStart = 0;
        _lineStart = keep;
        _scanned -= moved;
        _end -= moved;
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(_buffer.Length * 2, maxEventBytes + Overhead));
        _buffer.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    private ModelException TooLarge() => new($"The model gateway sent an event of more than {maxEventBytes} bytes.");
}
