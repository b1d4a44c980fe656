using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace SmoothOperator.Protocol;

/// <summary>The inside of a JSON string, without its quotes, as UTF-8: to and from text. A lone surrogate becomes U+FFFD; nothing throws.</summary>
public static class JsonText
{
    private const int StackBytes = 512;
    private const int BytesPerUnit = 6;

    /// <summary>The most bytes that <see cref="Escape"/> writes for text of this many UTF-16 code units.</summary>
    public static int MaxEscapedSize(int textLength) => checked(textLength * BytesPerUnit);

    /// <summary>Writes text escaped as the frames of this server are.</summary>
    /// <param name="text">The text.</param>
    /// <param name="destination">At least <see cref="MaxEscapedSize"/> bytes.</param>
    /// <returns>The number of bytes written.</returns>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too small.</exception>
    public static int Escape(ReadOnlySpan<char> text, Span<byte> destination)
    {
        if (destination.Length < MaxEscapedSize(text.Length))
            throw new ArgumentException("The destination is smaller than MaxEscapedSize.", nameof(destination));
        Utf8.FromUtf16(text, destination, out _, out var written);
        var first = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.FindFirstCharacterToEncodeUtf8(destination[..written]);
        return first < 0 ? written : first + EscapeInPlace(destination[first..], written - first);
    }

    /// <summary>
    /// Whether escaped text must go through <see cref="Unescape"/> before it is sent on: it is not UTF-8, or has a <c>\u</c>, which may be half a character.
    /// </summary>
    public static bool NeedsDecoding(ReadOnlySpan<byte> escaped) => escaped.IndexOf("\\u"u8) >= 0 || !Utf8.IsValid(escaped);

    /// <summary>The text that escaped text stands for. An escape that JSON does not know stays as it is.</summary>
    public static string Unescape(ReadOnlySpan<byte> escaped)
    {
        if (!escaped.Contains((byte)'\\'))
            return Encoding.UTF8.GetString(escaped);
        // No byte stands for more than one code unit.
        var rented = escaped.Length > StackBytes ? ArrayPool<char>.Shared.Rent(escaped.Length) : null;
        var units = rented ?? stackalloc char[StackBytes];
        try
        {
            return new string(units[..Decode(escaped, units)]);
        }
        finally
        {
            if (rented is not null)
                ArrayPool<char>.Shared.Return(rented);
        }
    }

    private static int EscapeInPlace(Span<byte> text, int length)
    {
        var rented = length > StackBytes ? ArrayPool<byte>.Shared.Rent(length) : null;
        var plain = (rented ?? stackalloc byte[StackBytes])[..length];
        try
        {
            text[..length].CopyTo(plain);
            var status = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.EncodeUtf8(plain, text, out _, out var written);
            Debug.Assert(status == OperationStatus.Done, "The text is valid, and the destination holds the longest outcome.");
            return written;
        }
        finally
        {
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static int Decode(ReadOnlySpan<byte> escaped, Span<char> units)
    {
        var written = 0;
        while (escaped.IndexOf((byte)'\\') is >= 0 and var backslash)
        {
            written += Encoding.UTF8.GetChars(escaped[..backslash], units[written..]);
            escaped = escaped[backslash..];
            escaped = escaped[DecodeOne(escaped, units, ref written)..];
        }

        return written + Encoding.UTF8.GetChars(escaped, units[written..]);
    }

    /// <summary>Decodes the escape at the beginning of the text.</summary>
    /// <returns>The number of bytes it takes.</returns>
    private static int DecodeOne(ReadOnlySpan<byte> escaped, Span<char> units, ref int written)
    {
        var unit = UnicodeEscape.UnitAt(escaped);
        if (UnicodeEscape.IsHighSurrogate(unit) && UnicodeEscape.UnitAt(escaped[UnicodeEscape.Length..]) is var low && UnicodeEscape.IsLowSurrogate(low))
        {
            units[written++] = (char)unit;
            units[written++] = (char)low;
            return 2 * UnicodeEscape.Length;
        }

        if (unit >= 0)
        {
            units[written++] = char.IsSurrogate((char)unit) ? '\uFFFD' : (char)unit;
            return UnicodeEscape.Length;
        }

        var (decoded, bytes) = (escaped.Length > 1 ? escaped[1] : 0) switch
        {
            (byte)'n' => ('\n', 2),
            (byte)'t' => ('\t', 2),
            (byte)'r' => ('\r', 2),
            (byte)'b' => ('\b', 2),
            (byte)'f' => ('\f', 2),
            (byte)'"' => ('"', 2),
            (byte)'\\' => ('\\', 2),
            (byte)'/' => ('/', 2),
            _ => ('\\', 1),
        };
        units[written++] = decoded;
        return bytes;
    }
}
