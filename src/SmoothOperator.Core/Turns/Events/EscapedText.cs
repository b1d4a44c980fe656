using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SmoothOperator.Turns.Events;

/// <summary>JSON-escaped UTF-8 without quotes: the form in which text travels from the model to the frame.</summary>
internal static class EscapedText
{
    /// <summary>Bytes one UTF-16 unit can become: a six-byte escape.</summary>
    public const int MaxBytesPerChar = 6;

    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Writes text in escaped form; lone surrogates become U+FFFD. The destination has room for <see cref="MaxBytesPerChar"/> bytes a char.</summary>
    public static int Escape(ReadOnlySpan<char> text, Span<byte> destination)
    {
        var raw = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            var length = Encoding.UTF8.GetBytes(text, raw);
            var status = Encoder.EncodeUtf8(raw.AsSpan(0, length), destination, out _, out var written);
            return status == OperationStatus.Done ? written : throw new ArgumentException("The destination is too small.", nameof(destination));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(raw);
        }
    }

    /// <summary>The text that was escaped.</summary>
    public static string Unescape(ReadOnlySpan<byte> escapedUtf8)
    {
        if (escapedUtf8.IsEmpty)
            return "";
        if (escapedUtf8.IndexOf((byte)'\\') < 0)
            return Encoding.UTF8.GetString(escapedUtf8);
        var quoted = ArrayPool<byte>.Shared.Rent(escapedUtf8.Length + 2);
        try
        {
            quoted[0] = (byte)'"';
            escapedUtf8.CopyTo(quoted.AsSpan(1));
            quoted[escapedUtf8.Length + 1] = (byte)'"';
            var reader = new Utf8JsonReader(quoted.AsSpan(0, escapedUtf8.Length + 2));
            reader.Read();
            return reader.GetString()!;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(quoted);
        }
    }

    /// <summary>The longest beginning of at most <paramref name="max"/> bytes (at least one character) that ends neither inside a character nor inside an escape.</summary>
    public static int SafeLength(ReadOnlySpan<byte> escapedUtf8, int max)
    {
        if (escapedUtf8.Length <= max)
            return escapedUtf8.Length;

        var position = 0;
        var safe = 0;
        while (position < escapedUtf8.Length)
        {
            position += Width(escapedUtf8[position..]);
            if (position > max && safe > 0)
                return safe;
            safe = position;
        }

        return safe;
    }

    private static int Width(ReadOnlySpan<byte> at)
    {
        if (at[0] == (byte)'\\')
        {
            if (at.Length < 6 || at[1] != (byte)'u')
                return Math.Min(2, at.Length);
            var isHighSurrogate = (at[2] | 0x20) == (byte)'d' && (at[3] | 0x20) is '8' or '9' or 'a' or 'b';
            return isHighSurrogate && at.Length >= 12 ? 12 : 6;
        }

        return Math.Min(at.Length, at[0] switch { < 0x80 => 1, < 0xE0 => 2, < 0xF0 => 3, _ => 4 });
    }
}
