namespace SmoothOperator.Bench.Load;

/// <summary>The one table: every measurement beside its reference and the bound it must keep.</summary>
internal sealed class ResultTable
{
    private const string Relay = "relay";
    private static readonly string[] All = [Relay, "memory", "sqlite"];
    private readonly ResultSet _results;
    private readonly List<TableRow> _rows = [];

    public ResultTable(ResultSet results)
    {
        _results = results;
        Ceiling();
        Throughput();
        Processor();
        FirstToken();
        Paced();
        Idle();
        ColdStart();
    }

    /// <summary>Whether every bound that was measured is kept.</summary>
    public bool IsMet => _rows.TrueForAll(static row => row.IsMet != false);

    public void Print(TextWriter output)
    {
        output.WriteLine(new TableRow("measure", "subject", "measured", "compared with", "required"));
        output.WriteLine(new string(new TableRow("", "", "", "", "").ToString().Select(static c => c == '|' ? '|' : '-').ToArray()));
        foreach (var row in _rows)
            output.WriteLine(row);
    }

    private void Ceiling()
    {
        Plain("disk", "fdatasync", "p50 ms", "4 KiB append made durable, p50 ms");
        Plain("ceiling", "gateway", "turns/s", "turns/s, generator on the gateway");
        Plain("ceiling", "gateway", "gateway us/turn", "CPU of the gateway, us/turn");
        Plain("ceiling", "gateway", "load us/turn", "CPU of the generator, us/turn");
    }

    private void Throughput()
    {
        Plain("throughput", Relay, "turns/s", "turns/s, 64 connections");
        Ratio("turns/s, 64 connections", "throughput", "memory", "turns/s", atLeast: 0.6);
        Ratio("turns/s, 64 connections", "throughput", "sqlite", "turns/s", atLeast: 0.3);
        foreach (var subject in All)
        {
            Plain("throughput", subject, "turn p50 ms", "turn, p50 ms");
            Plain("throughput", subject, "turn p99 ms", "turn, p99 ms");
            if (subject != Relay)
                Plain("throughput", subject, "cited %", "turns that cite a source, %");
        }
    }

    private void Processor()
    {
        Plain("throughput", Relay, "server us/turn", "CPU of the server, us/turn");
        Ratio("CPU of the server, us/turn", "throughput", "memory", "server us/turn", atMost: 2);
        Ratio("CPU of the server, us/turn", "throughput", "sqlite", "server us/turn", atMost: 4.5);
        Plain("throughput", Relay, "gateway us/turn", "CPU of the gateway, us/turn");
        Plain("throughput", Relay, "load us/turn", "CPU of the generator, us/turn");
        foreach (var subject in All)
            Plain("throughput", subject, "others %", "CPU taken by strangers, %");
    }

    private void FirstToken()
    {
        Plain("ttft", Relay, "added p50 ms", "first token, added p50 ms");
        AtMost("first token, added p50 ms", "ttft", "memory", "added p50 ms", 0.15);
        AtMost("first token, added p50 ms", "ttft", "sqlite", "added p50 ms", 0.4 + (_results.Find("disk", "fdatasync", "p50 ms") ?? 0));
        foreach (var subject in All)
            Plain("ttft", subject, "added p99 ms", "first token, added p99 ms");
    }

    private void Paced()
    {
        Plain("paced", "gateway", "held p99 ms", "paced token held, p99 ms");
        Plain("paced", Relay, "held p99 ms", "paced token held, p99 ms");
        foreach (var subject in new[] { "memory", "sqlite" })
        {
            Plain("paced", subject, "held p50 ms", "paced token held, p50 ms");
            AtMost("paced token held, p99 ms", "paced", subject, "held p99 ms", 6);
        }
    }

    private void Idle()
    {
        const string Value = "KiB/connection";
        Plain("idle bare", Relay, Value, "bare socket, KiB each");
        Plain("idle", Relay, Value, "idle connection, KiB each");
        foreach (var subject in new[] { "memory", "sqlite" })
        {
            AtMost("idle connection, KiB each", "idle", subject, Value, 24);
            if (_results.Find("idle", subject, Value) is { } measured && _results.Ratio("idle", subject, Value, "idle bare", Relay) is { } ratio)
                Add("idle connection, KiB each", subject, measured, $"{ratio:0.00} x the bare socket", "<= 1.5 x", ratio <= 1.5);
        }

        Plain("idle bare", Relay, $"{Value} over warm", "bare socket over warm, KiB each");
        foreach (var subject in All)
            Plain("idle", subject, $"{Value} over warm", "idle over warm, KiB each");
    }

    private void ColdStart()
    {
        Plain("coldstart", Relay, "60 % after s", "60 % of settled speed after s");
        foreach (var subject in new[] { "memory", "sqlite" })
        {
            AtMost("60 % of settled speed after s", "coldstart", subject, "60 % after s", 10);
            Plain("coldstart", subject, "at 10 s %", "speed 10 s after start, % of settled");
            Plain("coldstart", subject, "listening after s", "takes connections after s");
        }
    }

    private void Plain(string scenario, string subject, string value, string measure)
    {
        if (_results.Find(scenario, subject, value) is { } measured)
            Add(measure, subject, measured, "");
    }

    private void AtMost(string measure, string scenario, string subject, string value, double limit)
    {
        if (_results.Find(scenario, subject, value) is { } measured)
            Add(measure, subject, measured, "", $"<= {limit:0.###}", measured <= limit);
    }

    private void Ratio(string measure, string scenario, string subject, string value, double? atLeast = null, double? atMost = null)
    {
        if (_results.Find(scenario, subject, value) is not { } measured || _results.Ratio(scenario, subject, value, scenario, Relay) is not { } ratio)
            return;
        var isMet = (atLeast is null || ratio >= atLeast) && (atMost is null || ratio <= atMost);
        Add(measure, subject, measured, $"{ratio:0.00} x the relay", atLeast is null ? $"<= {atMost} x" : $">= {atLeast} x", isMet);
    }

    private void Add(string measure, string subject, double measured, string compared, string required = "", bool? isMet = null) =>
        _rows.Add(new(measure, subject, measured >= 1000 ? $"{measured:0}" : $"{measured:0.###}", compared, required, isMet));
}
