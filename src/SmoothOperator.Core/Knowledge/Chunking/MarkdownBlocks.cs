namespace SmoothOperator.Knowledge;

/// <summary>Finds the blocks of a Markdown or plain text: fenced code from fence to fence and runs of lines between blank ones, each with the headings above it.</summary>
internal ref struct MarkdownBlocks(string text)
{
    private const int LongestHeadingMark = 6;

    private readonly List<TextBlock> _blocks = [];
    private int _section = -1;
    private int _start = -1;
    private int _end;
    private Fence? _fence;

    public static IReadOnlyList<TextBlock> Read(string text)
    {
        var reader = new MarkdownBlocks(text);
        for (var start = 0; start < text.Length;)
        {
            var length = text.AsSpan(start).IndexOfAny('\r', '\n');
            var end = length < 0 ? text.Length : start + length;
            reader.ReadLine(start, end);
            start = end + (text.AsSpan(end).StartsWith("\r\n") ? 2 : 1);
        }

        reader.EndBlock();
        reader.EndSection();
        return reader._blocks;
    }

    private void ReadLine(int start, int end)
    {
        var line = text.AsSpan(start, end - start).Trim();
        if (_fence is { } open)
        {
            Extend(start, end);
            if (open.IsClosedBy(line))
                EndBlock();
        }
        else if (line.IsEmpty)
        {
            EndBlock();
        }
        else if (IsHeading(line))
        {
            EndBlock();
            if (_section < 0)
                _section = start;
            _end = end;
        }
        else
        {
            var opened = Fence.OpenedBy(line);
            if (opened is not null)
                EndBlock();
            _fence = opened;
            Extend(start, end);
        }
    }

    private void Extend(int start, int end)
    {
        if (_start < 0)
            _start = start;
        _end = end;
    }

    private void EndBlock()
    {
        _fence = null;
        if (_start < 0)
            return;
        Add(_section < 0 ? _start : _section);
        _section = -1;
        _start = -1;
    }

    /// <summary>Headings with nothing below them are a block of their own.</summary>
    private void EndSection()
    {
        if (_section >= 0)
            Add(_section);
    }

    private readonly void Add(int start) =>
        _blocks.Add(new TextBlock(start, start + text.AsSpan(start, _end - start).TrimEnd().Length, BeginsSection: _section >= 0));

    private static bool IsHeading(ReadOnlySpan<char> line)
    {
        var marks = line.IndexOfAnyExcept('#');
        return marks is > 0 and <= LongestHeadingMark && char.IsWhiteSpace(line[marks]);
    }
}
