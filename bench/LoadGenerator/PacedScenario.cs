namespace SmoothOperator.Bench.Load;

/// <summary>Many streams at a model's pace: how long a token is under way from the gateway's write to the client's read.</summary>
internal sealed class PacedScenario(Target target, int connections, Measurement measurement, ProcessUsage? server)
{
    // Spreads the starts over one turn of 64 tokens at 20 ms, as real conversations are.
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(1280);

    public async Task<Result> RunAsync(CancellationToken cancellationToken)
    {
        var held = new LatencyHistogram { IsRecording = false };
        CpuSnapshot opened = default, closed = default;
        var loop = new ClosedLoop(target, connections) { HoldTimes = held, Stagger = Turn / connections };
        await measurement.RunAsync(loop, static _ => { }, Open, Close, cancellationToken).ConfigureAwait(false);
        if (held.Count == 0)
            throw new TurnFailedException("no token carried its send time: --model must be a paced one");
        return new Result("paced", target.Subject, new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["held p50 ms"] = held.Percentile(0.5),
            ["held p99 ms"] = held.Percentile(0.99),
            ["held p99.9 ms"] = held.Percentile(0.999),
            ["tokens"] = held.Count,
            ["server us/token"] = (closed.Server - opened.Server) * 1e6 / held.Count,
        });

        void Open()
        {
            opened = CpuSnapshot.Take(server, gateway: null);
            held.IsRecording = true;
        }

        void Close()
        {
            held.IsRecording = false;
            closed = CpuSnapshot.Take(server, gateway: null);
        }
    }
}
