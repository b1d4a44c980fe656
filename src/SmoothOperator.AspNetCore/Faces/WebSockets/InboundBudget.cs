namespace SmoothOperator.AspNetCore.Faces.WebSockets;

/// <summary>Bytes that unfinished frames of all connections together may hold. Who finds it used up waits, for a bounded time, until others are done.</summary>
/// <param name="limit">Bytes.</param>
/// <param name="patience">Longest wait.</param>
/// <param name="time">The clock.</param>
internal sealed class InboundBudget(long limit, TimeSpan patience, TimeProvider time)
{
    /// <summary>What a connection may hold without asking.</summary>
    public const int Free = 64 << 10;

    private readonly Lock _gate = new();
    private readonly Queue<(int Bytes, TaskCompletionSource<bool> Granted)> _waiting = new();
    private long _used;

    /// <summary>Takes bytes. False when they could not be had in time: the frame is to be given up.</summary>
    public async ValueTask<bool> TakeAsync(int bytes, CancellationToken cancellationToken)
    {
        TaskCompletionSource<bool> granted;
        lock (_gate)
        {
            if (_used + bytes <= limit)
            {
                _used += bytes;
                return true;
            }

            granted = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue((bytes, granted));
        }

        try
        {
            return await granted.Task.WaitAsync(patience, time, cancellationToken);
        }
        catch (Exception failure) when (failure is TimeoutException or OperationCanceledException)
        {
            if (!granted.TrySetResult(false))
                Return(bytes);
            if (failure is OperationCanceledException)
                throw;
            return false;
        }
    }

    public void Return(int bytes)
    {
        lock (_gate)
        {
            _used -= bytes;
            while (_waiting.TryPeek(out var first))
            {
                if (!first.Granted.Task.IsCompleted && _used + first.Bytes > limit)
                    return;
                _waiting.Dequeue();
                if (first.Granted.TrySetResult(true))
                    _used += first.Bytes;
            }
        }
    }
}
