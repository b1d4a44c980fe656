using System.Text;

namespace SmoothOperator.Tools;

/// <summary>Cuts text so that what is left is whole characters.</summary>
public static class TextCut
{
    private const string Ellipsis = "…";

    /// <summary>The text, or its beginning and an ellipsis.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxChars">Most UTF-16 units of the result, at least 1.</param>
    public static string Characters(string text, int maxChars)
    {
        if (text.Length <= maxChars)
            return text;
        var end = maxChars - Ellipsis.Length;
        return $"{text.AsSpan(0, end > 0 && char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)}{Ellipsis}";
    }

    /// <summary>The text, or its beginning and <paramref name="mark"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxBytes">Most UTF-8 bytes of the result; more than the mark has.</param>
    /// <param name="mark">Put at the end of what was cut.</param>
    public static string Utf8(string text, int maxBytes, string mark)
    {
        if (text.Length <= maxBytes / 3 || Encoding.UTF8.GetByteCount(text) <= maxBytes)
            return text;
        var room = maxBytes - Encoding.UTF8.GetByteCount(mark);
        var end = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            room -= rune.Utf8SequenceLength;
            if (room < 0)
                break;
            end += rune.Utf16SequenceLength;
        }

        return $"{text.AsSpan(0, end)}{mark}";
    }
}
