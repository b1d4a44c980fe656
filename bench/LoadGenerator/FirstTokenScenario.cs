namespace SmoothOperator.Bench.Load;

/// <summary>One connection: time to the first token through the server beside the gateway asked directly, in turns that alternate.</summary>
internal sealed class FirstTokenScenario(Target server, Target gateway, int warmUpPairs, int pairs)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public async Task<Result> RunAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Limit);
        using var through = await server.ConnectAsync(0, holdTimes: null, deadline.Token).ConfigureAwait(false);
        using var direct = await gateway.ConnectAsync(0, holdTimes: null, deadline.Token).ConfigureAwait(false);
        LatencyHistogram throughTimes = new(), directTimes = new(), added = new();
        for (var i = 0; i < warmUpPairs + pairs; i++)
        {
            var first = await direct.RunTurnAsync(deadline.Token).ConfigureAwait(false);
            var second = await through.RunTurnAsync(deadline.Token).ConfigureAwait(false);
            if (i < warmUpPairs)
                continue;
            directTimes.Record(first.ToFirstToken);
            throughTimes.Record(second.ToFirstToken);
            added.Record(second.ToFirstToken - first.ToFirstToken);
        }

        return new Result("ttft", server.Subject, new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["added p50 ms"] = throughTimes.Percentile(0.5) - directTimes.Percentile(0.5),
            ["added p99 ms"] = throughTimes.Percentile(0.99) - directTimes.Percentile(0.99),
            ["paired p50 ms"] = added.Percentile(0.5),
            ["server p50 ms"] = throughTimes.Percentile(0.5),
            ["server p99 ms"] = throughTimes.Percentile(0.99),
            ["gateway p50 ms"] = directTimes.Percentile(0.5),
            ["gateway p99 ms"] = directTimes.Percentile(0.99),
        });
    }
}
