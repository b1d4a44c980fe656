namespace SmoothOperator.Bench.Load;

/// <summary>All measurements of a run. Of repeated ones the median counts; of repeated pairs, the median of their ratios.</summary>
internal sealed class ResultSet(IReadOnlyList<Result> results)
{
    public static ResultSet Read(FileInfo file) => new([.. File.ReadLines(file.FullName).Where(static line => line.Length > 0).Select(Result.Parse)]);

    /// <returns>The median, or nothing when it was not measured.</returns>
    public double? Find(string scenario, string subject, string value) => Median(All(scenario, subject, value));

    /// <summary>The ratio of two subjects that took turns, so that what disturbs the machine disturbs both.</summary>
    public double? Ratio(string scenario, string subject, string value, string referenceScenario, string reference)
    {
        var above = All(scenario, subject, value);
        var below = All(referenceScenario, reference, value);
        return above.Length == below.Length
            ? Median([.. above.Zip(below, static (a, b) => a / b)])
            : Median(above) / Median(below);
    }

    private double[] All(string scenario, string subject, string value) =>
    [
        .. results.Where(result => result.Scenario == scenario && result.Subject == subject && result.Values.ContainsKey(value))
            .Select(result => result.Values[value]),
    ];

    private static double? Median(double[] values)
    {
        if (values.Length == 0)
            return null;
        Array.Sort(values);
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
