using System.Diagnostics;

namespace SmoothOperator.Bench.Load;

/// <summary>Turns per second in a closed loop, how long they take, and the processor time a turn costs each process.</summary>
internal sealed class ThroughputScenario(Target target, int connections, Measurement measurement, ProcessUsage? server, ProcessUsage? gateway)
{
    public async Task<Result> RunAsync(CancellationToken cancellationToken)
    {
        var latencies = new LatencyHistogram { IsRecording = false };
        var firstTokens = new LatencyHistogram { IsRecording = false };
        long cited = 0;
        CpuSnapshot opened = default, closed = default;
        await measurement.RunAsync(new ClosedLoop(target, connections), OnTurn, Open, Close, cancellationToken).ConfigureAwait(false);

        var turns = latencies.Count;
        return new Result(target.IsDirect ? "ceiling" : "throughput", target.Subject, new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["turns/s"] = turns / Stopwatch.GetElapsedTime(opened.At, closed.At).TotalSeconds,
            ["turn p50 ms"] = latencies.Percentile(0.5),
            ["turn p99 ms"] = latencies.Percentile(0.99),
            ["first token p50 ms"] = firstTokens.Percentile(0.5),
            ["server us/turn"] = (closed.Server - opened.Server) * 1e6 / turns,
            ["gateway us/turn"] = (closed.Gateway - opened.Gateway) * 1e6 / turns,
            ["load us/turn"] = (closed.Load - opened.Load) * 1e6 / turns,
            ["others %"] = closed.OthersSince(opened),
            ["cited %"] = 100.0 * Interlocked.Read(ref cited) / turns,
        });

        void OnTurn(TurnResult turn)
        {
            latencies.Record(turn.Total);
            firstTokens.Record(turn.ToFirstToken);
            if (turn.IsCited && latencies.IsRecording)
                Interlocked.Increment(ref cited);
        }

        void Open()
        {
            opened = CpuSnapshot.Take(server, gateway);
            latencies.IsRecording = firstTokens.IsRecording = true;
        }

        void Close()
        {
            latencies.IsRecording = firstTokens.IsRecording = false;
            closed = CpuSnapshot.Take(server, gateway);
        }
    }
}
