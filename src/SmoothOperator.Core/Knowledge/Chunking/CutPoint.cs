namespace SmoothOperator.Knowledge;

/// <summary>Where a block that is too long may be cut: at a line's end, else a sentence's, else between words, else between characters.</summary>
internal static class CutPoint
{
    /// <summary>The best place to cut in the second half of <paramref name="start"/> … <paramref name="limit"/>.</summary>
    public static int Before(string text, int start, int limit)
    {
        var earliest = start + ((limit - start) / 2);
        return LastAfter(text, earliest, limit, static (text, i) => text[i] is '\n' or '\r')
            ?? LastAfter(text, earliest, limit, IsSentenceEnd)
            ?? LastAfter(text, earliest, limit, static (text, i) => char.IsWhiteSpace(text[i]))
            ?? NotInsidePair(text, limit, start);
    }

    /// <summary>Where the passage after a cut begins: at most <paramref name="overlap"/> characters before it, at the beginning of a word.</summary>
    public static int OverlapStart(string text, int start, int cut, int overlap)
    {
        for (var i = Math.Max(cut - overlap, start + 1); i < cut; i++)
        {
            if (char.IsWhiteSpace(text[i - 1]) && !char.IsWhiteSpace(text[i]))
                return i;
        }

        while (cut < text.Length && char.IsWhiteSpace(text[cut]))
            cut++;
        return cut;
    }

    private static int? LastAfter(string text, int earliest, int limit, Func<string, int, bool> isBreak)
    {
        for (var i = limit - 1; i >= earliest; i--)
        {
            if (isBreak(text, i))
                return i + 1;
        }

        return null;
    }

    private static bool IsSentenceEnd(string text, int index) =>
        text[index] is '.' or '!' or '?' or '。' or '！' or '？' && (text[index] > '\u3000' || (index + 1 < text.Length && char.IsWhiteSpace(text[index + 1])));

    private static int NotInsidePair(string text, int cut, int start) =>
        cut - start > 1 && char.IsHighSurrogate(text[cut - 1]) && char.IsLowSurrogate(text[cut]) ? cut - 1 : cut;
}
