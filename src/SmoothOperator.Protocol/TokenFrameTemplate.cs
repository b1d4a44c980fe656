using System.Diagnostics;

namespace SmoothOperator.Protocol;

/// <summary>
/// The frame of a streamed piece of text, made once for a turn and a channel. What changes from token to token is copied into it: the token twice, the time,
/// the position. Writing allocates nothing.
/// </summary>
public sealed class TokenFrameTemplate
{
    private const int LongestInteger = 20;
    private const int LongestTail = 64 + (3 * LongestInteger);

    private readonly byte[] _untilToken;
    private readonly byte[] _untilMirroredToken;

    /// <summary>Makes the template.</summary>
    /// <param name="channel">What the text belongs to.</param>
    /// <param name="requestId">The turn's request id.</param>
    public TokenFrameTemplate(TokenChannel channel, string requestId)
    {
        var type = channel == TokenChannel.Answer ? "stream_token"u8 : "stream_reasoning"u8;
        var escaped = new byte[JsonText.MaxEscapedSize(requestId.Length)];
        var id = escaped.AsSpan(0, JsonText.Escape(requestId, escaped));
        _untilToken = [.. "{\"type\":\""u8, .. type, .. "\",\"requestId\":\""u8, .. id, .. "\",\"token\":\""u8];
        _untilMirroredToken = [.. "\",\"data\":{\"requestId\":\""u8, .. id, .. "\",\"token\":\""u8];
    }

    /// <summary>The most bytes that <see cref="Write"/> writes for a token of this many bytes.</summary>
    public int MaxSize(int tokenBytes) => checked(_untilToken.Length + _untilMirroredToken.Length + (2 * tokenBytes) + LongestTail);

    /// <summary>Writes one frame.</summary>
    /// <param name="destination">At least <see cref="MaxSize"/> bytes.</param>
    /// <param name="escapedToken">
    /// The text as the inside of a JSON string: what <see cref="JsonText.Escape"/> wrote, or a gateway's own when <see cref="JsonText.NeedsDecoding"/> says no.
    /// </param>
    /// <param name="timestamp">Unix milliseconds.</param>
    /// <param name="position">The event's place in its turn, for clients that can resume.</param>
    /// <returns>The number of bytes written.</returns>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too small.</exception>
    public int Write(Span<byte> destination, ReadOnlySpan<byte> escapedToken, long timestamp, in StreamPosition? position = null)
    {
        if (destination.Length < MaxSize(escapedToken.Length))
            throw new ArgumentException("The destination is smaller than MaxSize.", nameof(destination));
        var rest = destination;
        Append(ref rest, _untilToken);
        Append(ref rest, escapedToken);
        Append(ref rest, _untilMirroredToken);
        Append(ref rest, escapedToken);
        Append(ref rest, "\"},\"timestamp\":"u8);
        Append(ref rest, timestamp);
        if (position is { } at)
        {
            Append(ref rest, ",\"epoch\":"u8);
            Append(ref rest, at.Epoch);
            Append(ref rest, ",\"seq\":"u8);
            Append(ref rest, at.Seq);
        }

        Append(ref rest, "}"u8);
        return destination.Length - rest.Length;
    }

    private static void Append(ref Span<byte> rest, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(rest);
        rest = rest[bytes.Length..];
    }

    private static void Append(ref Span<byte> rest, long number)
    {
        var fits = number.TryFormat(rest, out var written);
        Debug.Assert(fits, "MaxSize leaves room for three integers.");
        rest = rest[written..];
    }
}
