namespace SmoothOperator.Turns.Events;

/// <summary>The text of one model call as it grows. Written under the lock of the stream it is told through.</summary>
internal sealed class ReplyText
{
    private readonly List<TextRun> _runs = new(1);

    public bool IsEmpty => _runs.Count == 0;

    /// <summary>The run to append to; a new one when the kind changed or something else was told in between.</summary>
    public TextRun RunOf(TextKind kind, bool startNew, out bool isNew)
    {
        isNew = startNew || _runs.Count == 0 || _runs[^1].Kind != kind;
        if (isNew)
            _runs.Add(new TextRun(kind));
        return _runs[^1];
    }

    /// <summary>All text of one kind.</summary>
    public string TextOf(TextKind kind) => _runs.Count switch
    {
        0 => "",
        1 => _runs[0].Kind == kind ? EscapedText.Unescape(_runs[0].EscapedUtf8) : "",
        _ => string.Concat(_runs.Where(run => run.Kind == kind).Select(run => EscapedText.Unescape(run.EscapedUtf8))),
    };
}
