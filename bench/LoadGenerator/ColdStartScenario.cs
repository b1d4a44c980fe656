using System.Diagnostics;

namespace SmoothOperator.Bench.Load;

/// <summary>Load from the moment a process takes connections: when it first reaches 60 % of the speed it settles at.</summary>
internal sealed class ColdStartScenario(Target target, Target? warmUp, int connections, TimeSpan duration, IReadOnlyList<string> command)
{
    private const int BucketsPerSecond = 10;
    private const double Share = 0.6;
    private static readonly TimeSpan OwnWarmUp = TimeSpan.FromSeconds(3);

    public async Task<Result> RunAsync(CancellationToken cancellationToken)
    {
        if (warmUp is not null)
        {
            // The load generator must not be the one that is cold.
            await new Measurement(TimeSpan.Zero, OwnWarmUp)
                .RunAsync(new ClosedLoop(warmUp, connections), static _ => { }, static () => { }, static () => { }, cancellationToken).ConfigureAwait(false);
        }

        var started = Stopwatch.GetTimestamp();
        using var server = ServerProcess.Start(command);
        using var portDeadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        portDeadline.CancelAfter(duration);
        await server.WaitForPortAsync(target.Port, portDeadline.Token).ConfigureAwait(false);
        var listening = Elapsed();

        var buckets = new long[(int)((duration.TotalSeconds * 2) + 60) * BucketsPerSecond];
        double firstTurn = 0;
        await new Measurement(TimeSpan.Zero, duration)
            .RunAsync(new ClosedLoop(target, connections), OnTurn, static () => { }, static () => { }, cancellationToken).ConfigureAwait(false);
        return Evaluate(buckets.AsSpan(0, (int)((listening + duration.TotalSeconds) * BucketsPerSecond)), listening, firstTurn);

        double Elapsed() => Stopwatch.GetElapsedTime(started).TotalSeconds;

        void OnTurn(TurnResult turn)
        {
            var elapsed = Elapsed();
            Interlocked.CompareExchange(ref firstTurn, elapsed, 0);
            var bucket = (int)(elapsed * BucketsPerSecond);
            if (bucket < buckets.Length)
                Interlocked.Increment(ref buckets[bucket]);
        }
    }

    /// <summary>Settled is the last third; speeds on the way there are over one second.</summary>
    private Result Evaluate(ReadOnlySpan<long> buckets, double listening, double firstTurn)
    {
        var settled = Speed(buckets[(buckets.Length * 2 / 3)..]);
        var reached = double.PositiveInfinity;
        for (var end = BucketsPerSecond; end <= buckets.Length && double.IsInfinity(reached); end++)
        {
            if (Speed(buckets.Slice(end - BucketsPerSecond, BucketsPerSecond)) >= Share * settled)
                reached = (double)end / BucketsPerSecond;
        }

        var atTen = Math.Min(10 * BucketsPerSecond, buckets.Length);
        return new Result("coldstart", target.Subject, new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["60 % after s"] = double.IsInfinity(reached) ? 1e6 : reached,
            ["at 10 s %"] = 100 * Speed(buckets.Slice(atTen - BucketsPerSecond, BucketsPerSecond)) / settled,
            ["settled turns/s"] = settled,
            ["listening after s"] = listening,
            ["first turn after s"] = firstTurn,
        });
    }

    private static double Speed(ReadOnlySpan<long> buckets)
    {
        long turns = 0;
        foreach (var count in buckets)
            turns += count;
        return turns * (double)BucketsPerSecond / buckets.Length;
    }
}
