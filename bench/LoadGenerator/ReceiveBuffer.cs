using System.Buffers;
using System.Net.Sockets;

namespace SmoothOperator.Bench.Load;

/// <summary>A socket's incoming bytes; the memory is given back whenever nothing is left unread.</summary>
internal sealed class ReceiveBuffer(Socket socket) : IDisposable
{
    private const int Size = 16 * 1024;
    private const int Largest = 4 * 1024 * 1024;
    private byte[] _bytes = [];
    private int _start;
    private int _end;

    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    public void Consume(int count) => _start += count;

    /// <summary>Waits for more bytes.</summary>
    /// <exception cref="TurnFailedException">The peer has closed, or sent an unreasonable amount without an end.</exception>
    public async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        var read = await socket.ReceiveAsync(_bytes.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        if (read == 0)
            throw new TurnFailedException("the server closed the connection");
        _end += read;
    }

    /// <summary>Gives the memory back when it holds nothing.</summary>
    public void Release()
    {
        if (_start < _end || _bytes.Length == 0)
            return;
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _start = _end = 0;
    }

    public void Dispose()
    {
        Consume(Unread.Length);
        Release();
    }

    private void MakeRoom()
    {
        if (_start == _end)
            _start = _end = 0;
        if (_end < _bytes.Length)
            return;
        var unread = Unread.Length;
        if (unread >= Largest)
            throw new TurnFailedException("4 MiB without an end");
        var target = _bytes.Length == 0 || unread > _bytes.Length / 2 ? ArrayPool<byte>.Shared.Rent(Math.Max(Size, _bytes.Length * 2)) : _bytes;
        Unread.CopyTo(target);
        if (target != _bytes && _bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = target;
        _start = 0;
        _end = unread;
    }
}
