namespace SmoothOperator.Protocol;

/// <summary>Text measured in Unicode scalar values: a surrogate pair is one, and so is a lone surrogate.</summary>
internal static class Scalars
{
    /// <summary>The first <paramref name="count"/> scalar values of the text, or all of it.</summary>
    public static ReadOnlySpan<char> Cut(ReadOnlySpan<char> text, int count)
    {
        if (text.Length <= count)
            return text;
        var end = 0;
        for (; count > 0 && end < text.Length; count--)
            end += char.IsHighSurrogate(text[end]) && end + 1 < text.Length && char.IsLowSurrogate(text[end + 1]) ? 2 : 1;
        return text[..end];
    }

    /// <summary>Whether the text has at most <paramref name="limit"/> scalar values.</summary>
    public static bool Fit(ReadOnlySpan<char> text, int limit) => text.Length <= limit || Cut(text, limit).Length == text.Length;
}
