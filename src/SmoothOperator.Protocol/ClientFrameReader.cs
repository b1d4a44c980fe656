using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Unicode;

namespace SmoothOperator.Protocol;

/// <summary>
/// Reads client frames leniently: unknown fields are ignored, a field of the wrong type is absent, of duplicate keys the last wins, and JSON that is not an
/// object is a frame with nothing in it. No input makes it throw.
/// </summary>
public static class ClientFrameReader
{
    /// <summary>Reads a frame.</summary>
    /// <param name="utf8">The frame's bytes; not needed after the call.</param>
    /// <param name="limits">What the frame may hold.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="fault">Why there is no frame: it is too large, not JSON, or a field passes its limit.</param>
    /// <returns>Whether there is a frame.</returns>
    public static bool TryRead(
        ReadOnlySpan<byte> utf8, FrameLimits limits, [NotNullWhen(true)] out ClientFrame? frame, [NotNullWhen(false)] out FrameFault? fault)
    {
        fault = CheckText(utf8, limits);
        if (fault is null)
            return new ClientFrameParser(utf8, limits).TryParse(out frame, out fault);
        frame = null;
        return false;
    }

    /// <inheritdoc cref="TryRead(ReadOnlySpan{byte}, FrameLimits, out ClientFrame?, out FrameFault?)"/>
    public static bool TryRead(
        in ReadOnlySequence<byte> utf8, FrameLimits limits, [NotNullWhen(true)] out ClientFrame? frame, [NotNullWhen(false)] out FrameFault? fault)
    {
        if (utf8.IsSingleSegment)
            return TryRead(utf8.FirstSpan, limits, out frame, out fault);
        if (utf8.Length > limits.FrameBytes)
        {
            frame = null;
            fault = FrameFault.TooLarge(limits);
            return false;
        }

        // Joining the segments costs less than reading JSON across their borders.
        var length = (int)utf8.Length;
        var joined = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            utf8.CopyTo(joined);
            return TryRead(joined.AsSpan(0, length), limits, out frame, out fault);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(joined);
        }
    }

    /// <summary>What is wrong with the text as a whole; after this no text in it can fail to decode.</summary>
    private static FrameFault? CheckText(ReadOnlySpan<byte> utf8, FrameLimits limits)
    {
        if (utf8.Length > limits.FrameBytes)
            return FrameFault.TooLarge(limits);
        if (!Utf8.IsValid(utf8))
            return FrameFault.InvalidJson("invalid UTF-8");
        return UnicodeEscape.LeavesLoneSurrogate(utf8) ? FrameFault.InvalidJson("lone surrogate") : null;
    }
}
