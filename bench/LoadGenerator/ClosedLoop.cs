namespace SmoothOperator.Bench.Load;

/// <summary>A number of connections, each running one turn after another until told to stop.</summary>
internal sealed class ClosedLoop(Target target, int connections)
{
    /// <summary>How much later each connection starts than the one before it.</summary>
    public TimeSpan Stagger { get; init; } = TimeSpan.Zero;

    public LatencyHistogram? HoldTimes { get; init; }

    /// <summary>Runs until <paramref name="stop"/>, then lets each connection finish its turn; the first failed turn ends all of them.</summary>
    public Task RunAsync(Action<TurnResult> onTurn, CancellationToken stop, CancellationToken deadline) => Parallel.ForEachAsync(
        Enumerable.Range(0, connections),
        new ParallelOptions { MaxDegreeOfParallelism = connections, CancellationToken = deadline },
        async (index, cancellationToken) =>
        {
            using var source = await target.ConnectAsync(index, HoldTimes, cancellationToken).ConfigureAwait(false);
            await Task.Delay(Stagger * index, cancellationToken).ConfigureAwait(false);
            while (!stop.IsCancellationRequested)
                onTurn(await source.RunTurnAsync(cancellationToken).ConfigureAwait(false));
        });
}
