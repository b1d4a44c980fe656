using System.Diagnostics.CodeAnalysis;
using SmoothOperator.Turns.Events;

namespace SmoothOperator.Turns.Running;

/// <summary>A turn this process runs, or whose events it still remembers.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A cancellation source without a timer holds nothing; a late cancellation must not meet a disposed one.")]
internal sealed class LiveTurn(TurnHead head, TurnStream stream)
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _cancellation = new();
    private bool _isEnding;
    private long _quietSince = long.MinValue;
    private TurnHead _head = head;

    /// <summary>The row as this process last wrote it.</summary>
    public TurnHead Head
    {
        get => Volatile.Read(ref _head);
        set => Volatile.Write(ref _head, value);
    }

    public TurnStream Stream { get; } = stream;

    public CancellationToken Cancelled => _cancellation.Token;

    public bool IsCancelRequested { get; private set; }

    /// <summary>When it stopped running here, as a timestamp of the monotonic clock; the least number while it runs.</summary>
    public long QuietSince
    {
        get => Volatile.Read(ref _quietSince);
        set => Volatile.Write(ref _quietSince, value);
    }

    /// <summary>Asks the running turn to stop. False when its end is being written already: then that end stands.</summary>
    public bool TryCancel()
    {
        lock (_gate)
        {
            if (_isEnding)
                return false;
            IsCancelRequested = true;
        }

        _cancellation.Cancel();
        return true;
    }

    /// <summary>From here on the turn ends the way it is about to. False when it was cancelled first.</summary>
    public bool TryBeginEnding()
    {
        lock (_gate)
        {
            if (IsCancelRequested)
                return false;
            _isEnding = true;
            return true;
        }
    }

    /// <summary>The turn runs again, under the lease of <paramref name="head"/>.</summary>
    public void Resume(TurnHead head)
    {
        Head = head with { Epoch = Math.Max(head.Epoch, Stream.Epoch) };
        QuietSince = long.MinValue;
    }
}
