using SmoothOperator.Turns;

namespace SmoothOperator.Knowledge;

/// <summary>
/// Collects the documents an answer rests on: in the order they were found, each document once (the first passage wins), at most eight.
/// </summary>
public sealed class CitationBuilder
{
    /// <summary>Citations of one answer at most.</summary>
    public const int MaxCitations = 8;

    /// <summary>Longest snippet, in Unicode scalar values, before the ellipsis.</summary>
    public const int SnippetLength = 280;

    private readonly List<Citation> _citations = [];

    /// <summary>The citation of a passage.</summary>
    /// <param name="passage">A retrieved passage.</param>
    public static Citation Cite(RetrievedPassage passage) =>
        new(passage.DocumentId, passage.Source, UrlOf(passage.Source), SnippetOf(passage.Text), passage.Score);

    /// <summary>Adds passages, best first.</summary>
    /// <param name="passages">What a search found.</param>
    public void Add(IEnumerable<RetrievedPassage> passages) => Add(passages.Select(Cite));

    /// <summary>Adds citations, such as a tool's sources.</summary>
    /// <param name="citations">In order.</param>
    public void Add(IEnumerable<Citation> citations)
    {
        foreach (var citation in citations)
        {
            if (_citations.Count < MaxCitations && !_citations.Exists(known => known.Id == citation.Id))
                _citations.Add(citation);
        }
    }

    /// <summary>The citations so far.</summary>
    public IReadOnlyList<Citation> Build() => [.. _citations];

    private static string? UrlOf(string source) =>
        source.StartsWith("http://", StringComparison.Ordinal) || source.StartsWith("https://", StringComparison.Ordinal) ? source : null;

    private static string SnippetOf(string text)
    {
        if (text.Length <= SnippetLength)
            return text;
        var length = 0;
        var scalars = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (scalars++ == SnippetLength)
                return string.Concat(text.AsSpan(0, length), "…");
            length += rune.Utf16SequenceLength;
        }

        return text;
    }
}
