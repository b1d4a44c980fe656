namespace SmoothOperator.AspNetCore.Faces.WebSockets;

/// <summary>
/// The stream under a socket, with one writer: what the framework's WebSocket writes of its own accord (pongs, pings, close frames, each one whole frame a write) goes through the same buffer as our frames.
/// </summary>
internal sealed class SharedOutputStream(Stream inner, int outboundLimit) : Stream
{
    public OutboundBuffer Outbound { get; } = new(inner, outboundLimit);

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Outbound.AppendRaw(buffer);
        Outbound.Flush();
    }

    public override void Flush() => Outbound.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken)
    {
        Outbound.Flush();
        return Task.CompletedTask;
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Outbound.Close();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
