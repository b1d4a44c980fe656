using System.Collections.Concurrent;

namespace SmoothOperator.Chaos.Driving;

/// <summary>Many runs over many kill points, side by side.</summary>
internal sealed class Campaign(int seed, int workers, int afterlifeEvery, TextWriter progress)
{
    /// <summary>Does so many runs, the points in turn.</summary>
    public async Task<IReadOnlyList<RunResult>> RunAsync(IReadOnlyList<KillPoint> points, int runs, CancellationToken cancellationToken)
    {
        var waiting = new ConcurrentQueue<RunPlan>(Enumerable.Range(0, runs).Select(number => new RunPlan(seed, number, points[number % points.Count], hasAfterlife: number % afterlifeEvery == 0)));
        var results = new ConcurrentBag<RunResult>();
        await using var tools = await ToolServer.StartAsync(cancellationToken);
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(tools, waiting, results, cancellationToken), cancellationToken)));
        return [.. results.OrderBy(result => result.Plan.Number)];
    }

    private async Task WorkAsync(ToolServer tools, ConcurrentQueue<RunPlan> waiting, ConcurrentBag<RunResult> results, CancellationToken cancellationToken)
    {
        await using var worker = new Worker(tools);
        while (waiting.TryDequeue(out var plan))
        {
            var result = await worker.RunAsync(plan, cancellationToken);
            results.Add(result);
            await Report(result);
        }
    }

    private Task Report(RunResult result)
    {
        var (plan, violations) = (result.Plan, result.Violations);
        var line = $"run {plan.Number,4}  {plan.Point.Name,-45} {(violations.Count == 0 ? "ok" : "VIOLATED")}  {result.GoesOnAfter.TotalSeconds:0.00} s";
        return progress.WriteLineAsync(violations.Count == 0 ? line : $"{line}\n    {string.Join("\n    ", violations)}");
    }
}
