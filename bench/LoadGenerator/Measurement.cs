namespace SmoothOperator.Bench.Load;

/// <summary>A closed loop with a warm-up and a measured window; every wait has a deadline.</summary>
internal sealed class Measurement(TimeSpan warmUp, TimeSpan window)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <param name="loop">The load.</param>
    /// <param name="onTurn">Sees every turn, also those of the warm-up.</param>
    /// <param name="onOpen">Called when the window opens.</param>
    /// <param name="onClose">Called when it closes.</param>
    /// <param name="cancellationToken">Ends everything at once.</param>
    public async Task RunAsync(ClosedLoop loop, Action<TurnResult> onTurn, Action onOpen, Action onClose, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(warmUp + window + Grace);
        using var stop = new CancellationTokenSource();
        var running = loop.RunAsync(onTurn, stop.Token, deadline.Token);
        try
        {
            await WaitAsync(running, warmUp, deadline.Token).ConfigureAwait(false);
            onOpen();
            await WaitAsync(running, window, deadline.Token).ConfigureAwait(false);
            onClose();
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await running.ConfigureAwait(false);
        }
    }

    // The load never ends by itself, so when it does it has failed, and awaiting it says why.
    private static async Task WaitAsync(Task running, TimeSpan time, CancellationToken cancellationToken)
    {
        if (await Task.WhenAny(running, Task.Delay(time, cancellationToken)).ConfigureAwait(false) == running)
            await running.ConfigureAwait(false);
    }
}
