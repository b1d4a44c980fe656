namespace SmoothOperator.Bench.Load;

/// <summary>One line of the table; <paramref name="IsMet"/> is nothing where no bound is set.</summary>
internal sealed record TableRow(string Measure, string Subject, string Measured, string Compared, string Required = "", bool? IsMet = null)
{
    public override string ToString() =>
        $"| {Measure,-37} | {Subject,-9} | {Measured,12} | {Compared,-24} | " +
        $"{Required,-18} | {IsMet switch { true => "pass", false => "FAIL", null => "" },-4} |";
}
