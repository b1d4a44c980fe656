namespace SmoothOperator.Knowledge;

/// <summary>
/// Cuts a document into passages along its structure: Markdown headings, paragraphs, lists, tables and fenced code. Every passage is a verbatim piece of the
/// document; only a block that is too long by itself is cut inside, and there passages overlap.
/// </summary>
public sealed class Chunker
{
    /// <summary>Changes whenever the same text would be cut otherwise: documents cut by another version are indexed again.</summary>
    public const int Version = 1;

    private const int SmallestMaximum = 16;

    private readonly int _maxCharacters;
    private readonly int _overlap;

    /// <summary>Makes a chunker.</summary>
    /// <param name="maxCharacters">Longest passage, in UTF-16 characters, at least 16.</param>
    /// <param name="overlap">Characters a passage repeats after a cut inside a block: 0 to a quarter of the passage.</param>
    public Chunker(int maxCharacters, int overlap)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxCharacters, SmallestMaximum);
        ArgumentOutOfRangeException.ThrowIfNegative(overlap);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(overlap, maxCharacters / 4);
        _maxCharacters = maxCharacters;
        _overlap = overlap;
    }

    /// <summary>The passages of a text, in order. A text that fits is one passage, unchanged; a blank one has none.</summary>
    /// <param name="text">The document; line ends of any system.</param>
    public IReadOnlyList<string> Split(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        if (text.Length <= _maxCharacters)
            return [text];

        var passages = new List<string>();
        TextBlock? packed = null;
        foreach (var block in MarkdownBlocks.Read(text))
        {
            if (packed is { } open && IsOneWith(open, block))
            {
                packed = open with { End = block.End };
                continue;
            }

            AddPassages(text, packed, passages);
            packed = block;
        }

        AddPassages(text, packed, passages);
        return passages;
    }

    /// <summary>A section begins a passage of its own once the passage before it is of a fair size.</summary>
    private bool IsOneWith(TextBlock open, TextBlock next) =>
        next.End - open.Start <= _maxCharacters && !(next.BeginsSection && open.Length >= _maxCharacters / 4);

    private void AddPassages(string text, TextBlock? packed, List<string> passages)
    {
        if (packed is not { } block)
            return;

        var start = block.Start;
        var covered = start;
        while (block.End - start > _maxCharacters)
        {
            var end = CutPoint.Before(text, start, start + _maxCharacters);
            var passage = text.AsSpan(start, end - start).TrimEnd();
            if (start + passage.Length > covered)
            {
                passages.Add(passage.ToString());
                covered = start + passage.Length;
            }

            start = CutPoint.OverlapStart(text, start, end, _overlap);
        }

        passages.Add(text[start..block.End]);
    }
}
