using System.Buffers;

namespace SmoothOperator.Bench.Relay;

/// <summary>Collects frames in a pooled buffer, held only between the first frame and the flush, which is one write.</summary>
internal sealed class FrameBuffer(Stream stream) : IBufferWriter<byte>
{
    private const int Size = 16 * 1024;
    private byte[] _bytes = [];
    private int _written;

    public void Advance(int count) => _written += count;

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_bytes.Length - _written < Math.Max(1, sizeHint))
            Grow(sizeHint);
        return _bytes.AsMemory(_written);
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_written == 0)
            return;
        try
        {
            await stream.WriteAsync(_bytes.AsMemory(0, _written), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
            _written = 0;
        }
    }

    private void Grow(int sizeHint)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Size, (_bytes.Length * 2) + sizeHint));
        _bytes.AsSpan(0, _written).CopyTo(larger);
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
