using System.Text;

namespace SmoothOperator.Chaos.Histories;

/// <summary>What a client has on its screen in the end: the text and events of the turn since it was last told to clear them.</summary>
internal sealed class Transcript
{
    private readonly List<string> _lines = [];
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _run = new();
    private readonly List<SeenFrame> _results = [];

    /// <summary>All answer text.</summary>
    public string Text => _text.ToString();

    public IReadOnlyList<SeenFrame> ToolResults => _results;

    /// <summary>Runs of text and events, in order.</summary>
    public IReadOnlyList<string> Lines => _run.Length == 0 ? _lines : [.. _lines, $"text: {_run}"];

    public static Transcript Of(IEnumerable<SeenFrame> frames)
    {
        var transcript = new Transcript();
        foreach (var frame in frames)
            transcript.Show(frame);
        return transcript;
    }

    private void Show(SeenFrame frame)
    {
        if (frame is { Kind: FrameKind.Resumed, Seq: 1 })
            Clear();
        if (!frame.IsEvent)
            return;
        if (frame.Kind == FrameKind.Token)
        {
            _text.Append(frame.Text);
            _run.Append(frame.Text);
            return;
        }

        if (_run.Length > 0)
            _lines.Add($"text: {_run}");
        _run.Clear();
        _lines.Add($"{frame.Kind}: {frame.Text}");
        if (frame.Kind == FrameKind.ToolResult)
            _results.Add(frame);
    }

    private void Clear()
    {
        _lines.Clear();
        _text.Clear();
        _run.Clear();
        _results.Clear();
    }
}
