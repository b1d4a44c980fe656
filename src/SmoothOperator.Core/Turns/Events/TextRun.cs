namespace SmoothOperator.Turns.Events;

/// <summary>Consecutive pieces of one kind of text: the bytes once, and, where they are kept for replay, the ends of the pieces.</summary>
internal sealed class TextRun(TextKind kind)
{
    private byte[] _bytes = new byte[512];
    private List<TextMark>? _marks;

    public TextKind Kind { get; } = kind;

    public int Length { get; private set; }

    /// <summary>Number of the first piece; 0 while none was told.</summary>
    public long FirstSeq { get; set; }

    /// <summary>Pieces told.</summary>
    public long Count { get; private set; }

    public ReadOnlySpan<byte> EscapedUtf8 => _bytes.AsSpan(0, Length);

    /// <summary>Whether every piece told can be told again as it was.</summary>
    public bool IsReplayable => Count == 0 || _marks?.Count == Count;

    public IReadOnlyList<TextMark> Marks => _marks ?? [];

    public void Append(ReadOnlySpan<byte> escapedUtf8)
    {
        if (Length + escapedUtf8.Length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(Length + escapedUtf8.Length, _bytes.Length * 2));
        escapedUtf8.CopyTo(_bytes.AsSpan(Length));
        Length += escapedUtf8.Length;
    }

    public void Told(long seq, long unixMilliseconds, bool mark)
    {
        if (Count++ == 0)
            FirstSeq = seq;
        if (mark && (_marks is not null || Count == 1))
            (_marks ??= new List<TextMark>(64)).Add(new TextMark(Length, unixMilliseconds));
    }

    public ReadOnlySpan<byte> Piece(int index)
    {
        var start = index == 0 ? 0 : _marks![index - 1].End;
        return _bytes.AsSpan(start, _marks![index].End - start);
    }

    /// <summary>Forgets where pieces ended; the text stays and can be told anew.</summary>
    public int DropMarks()
    {
        var dropped = _marks?.Count ?? 0;
        _marks = null;
        return dropped;
    }

    /// <summary>How many pieces of at most <paramref name="maxPiece"/> bytes the text makes.</summary>
    public long CountPieces(int maxPiece)
    {
        var count = 0;
        for (var start = 0; start < Length; count++)
            start += EscapedText.SafeLength(_bytes.AsSpan(start, Length - start), maxPiece);
        return count;
    }

    /// <summary>Numbers the text anew as few pieces of at most <paramref name="maxPiece"/> bytes. Returns the last number used.</summary>
    public long Renumber(long seq, int maxPiece, long unixMilliseconds)
    {
        FirstSeq = seq + 1;
        Count = 0;
        _marks = [];
        for (var start = 0; start < Length;)
        {
            var length = EscapedText.SafeLength(_bytes.AsSpan(start, Length - start), maxPiece);
            start += length;
            _marks.Add(new TextMark(start, unixMilliseconds));
            Count++;
        }

        return seq + Count;
    }
}
