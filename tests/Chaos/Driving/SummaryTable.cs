namespace SmoothOperator.Chaos.Driving;

/// <summary>The results by kill point.</summary>
internal sealed class SummaryTable(IReadOnlyList<RunResult> results)
{
    public void Print(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("| kill point | runs | deaths | violations | goes on after, longest |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (var point in results.GroupBy(result => result.Plan.Point.Name, StringComparer.Ordinal))
            output.WriteLine(Row(point.Key, [.. point]));
        output.WriteLine(Row("all", results));
    }

    private static string Row(string name, IReadOnlyList<RunResult> results) => results.Count == 0
        ? $"| {name} | 0 | 0 | 0 | |"
        : $"| {name} | {results.Count} | {results.Sum(result => result.Deaths)} | {results.Count(result => result.Violations.Count > 0)} | {results.Max(result => result.GoesOnAfter).TotalSeconds:0.00} s |";
}
