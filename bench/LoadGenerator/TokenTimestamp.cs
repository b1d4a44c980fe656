using System.Buffers.Text;

namespace SmoothOperator.Bench.Load;

/// <summary>The send time that the scripted gateway writes into a paced delta: <c>@</c> and 19 digits.</summary>
internal static class TokenTimestamp
{
    private const int Digits = 19;

    public static bool TryRead(ReadOnlySpan<byte> frame, out long sent)
    {
        var at = frame.IndexOf((byte)'@');
        if (at >= 0 && frame.Length > at + Digits)
            return Utf8Parser.TryParse(frame.Slice(at + 1, Digits), out sent, out var read) && read == Digits;
        sent = 0;
        return false;
    }
}
