namespace SmoothOperator.Bench.Load;

/// <summary>
/// Growth of resident memory per open connection that does nothing: each has a session and one finished turn behind it, or
/// (<paramref name="isBare"/>) nothing but its upgrade.
/// </summary>
internal sealed class IdleScenario(Target target, ProcessUsage server, int connections, bool isBare)
{
    private const int OpenedAtOnce = 64;
    private const int WarmUpConnections = 8;
    private const int WarmUpTurns = 8;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);

    public async Task<Result> RunAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Limit);

        // Growth is told twice: over the fresh process, which has yet to load the code of a turn, and over one that has run a few.
        var fresh = server.ResidentBytes;
        var warm = await OpenAsync(WarmUpConnections, WarmUpTurns, deadline.Token).ConfigureAwait(false);
        Close(warm);
        await Task.Delay(Settle, deadline.Token).ConfigureAwait(false);
        var used = server.ResidentBytes;

        var open = await OpenAsync(connections, isBare ? 0 : 1, deadline.Token).ConfigureAwait(false);
        await Task.Delay(Settle, deadline.Token).ConfigureAwait(false);
        var after = server.ResidentBytes;
        var quiet = open.Count(static source => ((ChatConnection)source).IsQuiet);
        Close(open);
        if (quiet != connections)
            throw new TurnFailedException($"only {quiet} of {connections} connections stayed open and quiet");
        return new Result(isBare ? "idle bare" : "idle", target.Subject, new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["KiB/connection"] = (after - fresh) / 1024.0 / connections,
            ["KiB/connection over warm"] = (after - used) / 1024.0 / connections,
            ["fresh MiB"] = fresh / 1048576.0,
            ["warm MiB"] = used / 1048576.0,
            ["after MiB"] = after / 1048576.0,
        });
    }

    private async Task<ITurnSource[]> OpenAsync(int count, int turns, CancellationToken cancellationToken)
    {
        var sources = new ITurnSource[count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = OpenedAtOnce, CancellationToken = cancellationToken },
            async (index, token) =>
            {
                sources[index] = await target.ConnectAsync(index, holdTimes: null, token).ConfigureAwait(false);
                for (var i = 0; i < turns; i++)
                    await sources[index].RunTurnAsync(token).ConfigureAwait(false);
            }).ConfigureAwait(false);
        return sources;
    }

    private static void Close(ITurnSource[] sources)
    {
        foreach (var source in sources)
            source.Dispose();
    }
}
