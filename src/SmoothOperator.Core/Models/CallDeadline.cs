namespace SmoothOperator.Models;

/// <summary>The clocks of one call: the caller's token, the longest silence, the longest call.</summary>
internal sealed class CallDeadline : IDisposable
{
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _idle;
    private readonly CancellationTokenSource _call;
    private readonly CancellationTokenSource _linked;

    public CallDeadline(GatewayOptions options, TimeProvider time, CancellationToken caller)
    {
        _caller = caller;
        _idle = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _call = new CancellationTokenSource(options.CallTimeout, time);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(caller, _idle.Token, _call.Token);
    }

    public CancellationToken Token => _linked.Token;

    /// <summary>Begins the wait for the next event anew; infinite while nothing is awaited from the gateway.</summary>
    public void Expect(TimeSpan within) => _idle.CancelAfter(within < TimeSpan.Zero && within != Timeout.InfiniteTimeSpan ? TimeSpan.Zero : within);

    /// <summary>What a cancellation means: the caller's wish, a deadline of ours, or a connection that was not made in time.</summary>
    public Exception Explain(OperationCanceledException e)
    {
        if (_caller.IsCancellationRequested)
            return new OperationCanceledException(e.Message, e, _caller);
        if (_call.IsCancellationRequested)
            return new ModelException("The model call took too long.", e);
        if (_idle.IsCancellationRequested)
            return new ModelException("The model gateway sent nothing for too long.", e);
        return new ModelException("The model gateway could not be reached in time.", e) { IsTransient = true };
    }

    public void Dispose()
    {
        _linked.Dispose();
        _call.Dispose();
        _idle.Dispose();
    }
}
