using System.Diagnostics;

namespace SmoothOperator.Chaos.Histories;

/// <summary>Writes down what happens in one run, while it happens.</summary>
internal sealed class Recorder
{
    private readonly Lock _gate = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly List<SeenFrame> _frames = [];
    private readonly List<HostLife> _lives = [];
    private int _views;

    public TimeSpan Now => Stopwatch.GetElapsedTime(_start);

    public IReadOnlyList<SeenFrame> Frames
    {
        get
        {
            lock (_gate)
                return [.. _frames];
        }
    }

    public IReadOnlyList<HostLife> Lives
    {
        get
        {
            lock (_gate)
                return [.. _lives];
        }
    }

    public int NewView() => Interlocked.Increment(ref _views);

    public void Saw(SeenFrame frame)
    {
        lock (_gate)
            _frames.Add(frame);
    }

    public void HostStarts()
    {
        lock (_gate)
            _lives.Add(new HostLife(Now, null));
    }

    public void HostDied()
    {
        lock (_gate)
        {
            if (_lives is [.., { DiedAt: null } last])
                _lives[^1] = last with { DiedAt = Now };
        }
    }
}
