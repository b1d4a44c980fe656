using System.Buffers;
using System.Buffers.Text;

namespace SmoothOperator.Bench.Relay;

/// <summary>The <c>stream_token</c> frame of one turn; only the token and the time change.</summary>
internal sealed class TokenFrame
{
    private const int TimestampDigits = 13;
    private readonly byte[] _beforeFirst;
    private readonly byte[] _beforeSecond;
    private readonly byte[] _afterSecond = [.. "\"},\"timestamp\":"u8, .. new byte[TimestampDigits], (byte)'}'];

    public TokenFrame(ReadOnlySpan<byte> requestId)
    {
        _beforeFirst = [.. "{\"type\":\"stream_token\",\"requestId\":\""u8, .. requestId, .. "\",\"token\":\""u8];
        _beforeSecond = [.. "\",\"data\":{\"requestId\":\""u8, .. requestId, .. "\",\"token\":\""u8];
    }

    /// <summary>Sets the time of the frames that follow, in milliseconds since the epoch.</summary>
    public void Stamp(long milliseconds) => Utf8Formatter.TryFormat(milliseconds, _afterSecond.AsSpan(^(TimestampDigits + 1)), out _);

    public void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> token)
    {
        var payload = _beforeFirst.Length + _beforeSecond.Length + _afterSecond.Length + (2 * token.Length);
        var span = output.GetSpan(ServerFrame.SizeOf(payload));
        var at = ServerFrame.WriteHeader(span, FrameKind.Text, payload);
        at = Copy(_beforeFirst, span, at);
        at = Copy(token, span, at);
        at = Copy(_beforeSecond, span, at);
        at = Copy(token, span, at);
        at = Copy(_afterSecond, span, at);
        output.Advance(at);
    }

    private static int Copy(ReadOnlySpan<byte> source, Span<byte> destination, int at)
    {
        source.CopyTo(destination[at..]);
        return at + source.Length;
    }
}
