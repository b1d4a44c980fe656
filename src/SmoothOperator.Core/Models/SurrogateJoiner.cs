namespace SmoothOperator.Models;

/// <summary>Makes a sequence of text deltas well-formed: a pair split over two of them is joined, a lone surrogate becomes U+FFFD.</summary>
internal sealed class SurrogateJoiner
{
    private const char Replacement = '\uFFFD';
    private char? _high;

    /// <summary>Whether the last delta ended in the first half of a pair, which waits for the second.</summary>
    public bool IsPending => _high is not null;

    public string Append(string delta)
    {
        if (_high is null && !HasSurrogate(delta))
            return delta;
        var text = _high + delta;
        _high = null;
        if (text.Length > 0 && char.IsHighSurrogate(text[^1]))
        {
            _high = text[^1];
            text = text[..^1];
        }

        return WellFormed(text);
    }

    /// <summary>What is left at the end: U+FFFD for a half that never met its other half, else nothing.</summary>
    public string Flush()
    {
        var rest = _high is null ? "" : Replacement.ToString();
        _high = null;
        return rest;
    }

    public static string WellFormed(string text) => HasLoneSurrogate(text) ? string.Create(text.Length, text, Replace) : text;

    public static bool HasLoneSurrogate(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOfAnyInRange('\uD800', '\uDFFF'); at >= 0; at = text.IndexOfAnyInRange('\uD800', '\uDFFF'))
        {
            if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
                return true;
            text = text[(at + 2)..];
        }

        return false;
    }

    private static bool HasSurrogate(string text) => text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF');

    private static void Replace(Span<char> target, string source)
    {
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = source[i];
            if (!char.IsSurrogate(source[i]))
                continue;
            if (i + 1 < source.Length && char.IsSurrogatePair(source[i], source[i + 1]))
                target[i + 1] = source[++i];
            else
                target[i] = Replacement;
        }
    }
}
