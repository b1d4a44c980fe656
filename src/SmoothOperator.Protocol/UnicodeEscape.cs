using System.Globalization;

namespace SmoothOperator.Protocol;

/// <summary>The <c>\uXXXX</c> of JSON text: one UTF-16 code unit, which may be half of a character.</summary>
internal static class UnicodeEscape
{
    public const int Length = 6;

    /// <summary>The code unit that the escape at the beginning of <paramref name="text"/> stands for, or -1 when there is no such escape.</summary>
    public static int UnitAt(ReadOnlySpan<byte> text) =>
        text.Length >= Length && text[0] == '\\' && text[1] == 'u'
        && ushort.TryParse(text[2..Length], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? unit
            : -1;

    public static bool IsHighSurrogate(int unit) => unit is >= 0xD800 and <= 0xDBFF;

    public static bool IsLowSurrogate(int unit) => unit is >= 0xDC00 and <= 0xDFFF;

    /// <summary>Whether an escape in <paramref name="json"/> is a surrogate without its other half. One vectorised search when there is no <c>\u</c>.</summary>
    public static bool LeavesLoneSurrogate(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\u"u8) < 0)
            return false;
        while (json.IndexOf((byte)'\\') is >= 0 and var backslash)
        {
            json = json[backslash..];
            var unit = UnitAt(json);
            if (IsLowSurrogate(unit))
                return true;
            if (IsHighSurrogate(unit))
            {
                json = json[Length..];
                if (!IsLowSurrogate(UnitAt(json)))
                    return true;
            }

            json = json[int.Min(unit < 0 ? 2 : Length, json.Length)..];
        }

        return false;
    }
}
