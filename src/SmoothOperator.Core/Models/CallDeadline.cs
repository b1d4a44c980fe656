namespace SmoothOperator.Models;

/// <summary>The clocks of one call: the caller's token, the longest silence, the longest call. One timer serves both limits and is not touched while events flow: when it fires it looks whether a limit was really passed.</summary>
internal sealed class CallDeadline : IDisposable
{
    private readonly TimeProvider _time;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _stop;
    private readonly ITimer _timer;
    private readonly long _begun;
    private readonly TimeSpan _callTimeout;
    private readonly Lock _gate = new();
    private long _waitingSince;
    private TimeSpan _patience = Timeout.InfiniteTimeSpan;
    private TimeSpan _armedFor;
    private bool _isTooLong;
    private bool _isTooQuiet;

    public CallDeadline(GatewayOptions options, TimeProvider time, CancellationToken caller)
    {
        _time = time;
        _caller = caller;
        _callTimeout = options.CallTimeout;
        _begun = time.GetTimestamp();
        _stop = CancellationTokenSource.CreateLinkedTokenSource(caller);
        _armedFor = Shorter(options.IdleTimeout, options.CallTimeout);
        _timer = time.CreateTimer(static self => ((CallDeadline)self!).Look(), this, _armedFor, Timeout.InfiniteTimeSpan);
    }

    public CancellationToken Token => _stop.Token;

    /// <summary>Begins the wait for the next event anew; infinite while nothing is awaited from the gateway.</summary>
    public void Expect(TimeSpan within)
    {
        var isLimited = within != Timeout.InfiniteTimeSpan;
        if (isLimited && within < TimeSpan.Zero)
            within = TimeSpan.Zero;
        lock (_gate)
        {
            _patience = within;
            _waitingSince = _time.GetTimestamp();
            if (isLimited && _time.GetElapsedTime(_begun) + within < _armedFor)
                Arm(within);
        }
    }

    /// <summary>What a cancellation means: the caller's wish, a deadline of ours, or a connection that was not made in time.</summary>
    public Exception Explain(OperationCanceledException e)
    {
        if (_caller.IsCancellationRequested)
            return new OperationCanceledException(e.Message, e, _caller);
        if (_isTooLong)
            return new ModelException("The model call took too long.", e);
        if (_isTooQuiet)
            return new ModelException("The model gateway sent nothing for too long.", e);
        return new ModelException("The model gateway could not be reached in time.", e) { IsTransient = true };
    }

    public void Dispose()
    {
        _timer.Dispose();
        _stop.Dispose();
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private void Look()
    {
        lock (_gate)
        {
            var callLeft = _callTimeout - _time.GetElapsedTime(_begun);
            var left = _patience == Timeout.InfiniteTimeSpan ? _callTimeout : _patience - _time.GetElapsedTime(_waitingSince);
            _isTooLong = callLeft <= TimeSpan.Zero;
            _isTooQuiet = left <= TimeSpan.Zero;
            if (!_isTooLong && !_isTooQuiet)
            {
                Arm(Shorter(left, callLeft));
                return;
            }
        }

        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The call ended while its clock struck.
        }
    }

    private void Arm(TimeSpan within)
    {
        _armedFor = _time.GetElapsedTime(_begun) + within;
        _timer.Change(within, Timeout.InfiniteTimeSpan);
    }
}
