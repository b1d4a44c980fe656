using System.Buffers;
using System.Globalization;
using System.Text;

namespace SmoothOperator.Models;

/// <summary>
/// Reads the inside of JSON strings whose syntax a <see cref="System.Text.Json.Utf8JsonReader"/> has accepted. The framework's own reading throws on
/// lone surrogates and invalid UTF-8; here the first stay as they are and the second become U+FFFD.
/// </summary>
internal static class JsonText
{
    private const int StackLimit = 256;

    public static string Decode(ReadOnlySpan<byte> escaped)
    {
        if (!escaped.Contains((byte)'\\'))
            return Encoding.UTF8.GetString(escaped);
        char[]? rented = null;
        var chars = escaped.Length <= StackLimit ? stackalloc char[StackLimit] : rented = ArrayPool<char>.Shared.Rent(escaped.Length);
        try
        {
            return new string(chars[..Decode(escaped, chars)]);
        }
        finally
        {
            if (rented is not null)
                ArrayPool<char>.Shared.Return(rented);
        }
    }

    /// <summary>Decodes into <paramref name="target"/>, which is at least as long as <paramref name="escaped"/>; returns the number of characters.</summary>
    public static int Decode(ReadOnlySpan<byte> escaped, Span<char> target)
    {
        var written = 0;
        while (true)
        {
            var slash = escaped.IndexOf((byte)'\\');
            written += Encoding.UTF8.GetChars(slash < 0 ? escaped : escaped[..slash], target[written..]);
            if (slash < 0)
                return written;
            var kind = escaped[slash + 1];
            target[written++] = kind == 'u' ? HexUnit(escaped.Slice(slash + 2, 4)) : Simple(kind);
            escaped = escaped[(slash + (kind == 'u' ? 6 : 2))..];
        }
    }

    /// <summary>Whether the escaped text can be copied into another JSON string as it is: valid UTF-8 without <c>\u</c>.</summary>
    public static bool IsRawSafe(ReadOnlySpan<byte> escaped, bool hasEscapes) =>
        System.Text.Unicode.Utf8.IsValid(escaped) && !(hasEscapes && HasUnicodeEscape(escaped));

    private static bool HasUnicodeEscape(ReadOnlySpan<byte> escaped)
    {
        for (var slash = escaped.IndexOf((byte)'\\'); slash >= 0; slash = escaped.IndexOf((byte)'\\'))
        {
            if (escaped[slash + 1] == 'u')
                return true;
            escaped = escaped[(slash + 2)..];
        }

        return false;
    }

    private static char HexUnit(ReadOnlySpan<byte> digits) => (char)ushort.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static char Simple(byte kind) => kind switch
    {
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        (byte)'n' => '\n',
        (byte)'r' => '\r',
        (byte)'t' => '\t',
        _ => (char)kind,
    };
}
