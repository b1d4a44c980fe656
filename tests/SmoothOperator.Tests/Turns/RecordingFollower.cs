using System.Text;
using System.Text.Json;
using SmoothOperator.Turns.Events;

namespace SmoothOperator.Tests.Turns;

/// <summary>Writes down what it is told, and lets a test wait for it.</summary>
internal sealed class RecordingFollower(TurnStream stream, bool canResume) : ITurnFollower
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly List<ToldEntry> _told = [];
    private readonly List<ResumePoint> _resumed = [];
    private int _sinceRestart;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TurnStream Stream => stream;

    public bool CanResume => canResume;

    public bool NamesApprovals => true;

    /// <summary>Everything, in order.</summary>
    public IReadOnlyList<ToldEntry> Told => Locked(() => _told.ToList());

    /// <summary>What a client shows: all since it was last told to clear it.</summary>
    public IReadOnlyList<ToldEntry> Shown => Locked(() => _told[_sinceRestart..]);

    public IReadOnlyList<ResumePoint> Resumed => Locked(() => _resumed.ToList());

    /// <summary>The answer text that a client shows.</summary>
    public string Text => string.Concat(Shown.Where(entry => entry is { Event: null, Kind: TextKind.Answer }).Select(entry => entry.Text));

    public TurnEnded? End => Told.Select(entry => entry.Event).OfType<TurnEnded>().LastOrDefault();

    public void OnText(TextKind kind, ReadOnlySpan<byte> escapedUtf8, EventPosition position, long unixMilliseconds) =>
        Add(new ToldEntry(position, JsonElement.Parse($"\"{Encoding.UTF8.GetString(escapedUtf8)}\"").GetString(), kind, unixMilliseconds, null));

    public void OnEvent(TurnEvent turnEvent, EventPosition position) => Add(new ToldEntry(position, null, default, 0, turnEvent));

    public void OnResumed(ResumePoint point)
    {
        lock (_gate)
        {
            _resumed.Add(point);
            if (point.FromSeq == 1)
                _sinceRestart = _told.Count;
        }
    }

    public Action<RecordingFollower>? Flushed { get; init; }

    public void Flush() => Flushed?.Invoke(this);

    public Task<TEvent> WaitForAsync<TEvent>()
        where TEvent : TurnEvent => WaitForAsync(told => told.Select(entry => entry.Event).OfType<TEvent>().LastOrDefault());

    /// <summary>Waits for the end, or for so many questions to a person.</summary>
    public Task<TurnEvent> WaitForRestAsync(int parks) => WaitForAsync(told =>
        told.Select(entry => entry.Event).FirstOrDefault(told => told is TurnEnded) ?? told.Select(entry => entry.Event).Where(told => told is ApprovalRequested).ElementAtOrDefault(parks - 1));

    public Task WaitForCountAsync(int count) => WaitForAsync(told => told.Count >= count ? told : null);

    private async Task<T> WaitForAsync<T>(Func<List<ToldEntry>, T?> find)
        where T : class
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (find(_told) is { } found)
                    return found;
                changed = _changed.Task;
            }

            await changed.WaitAsync(Patience);
        }
    }

    private void Add(ToldEntry entry)
    {
        lock (_gate)
        {
            _told.Add(entry);
            _changed.SetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_gate)
            return read();
    }
}
