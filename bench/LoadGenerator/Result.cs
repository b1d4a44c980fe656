using System.Text.Json;

namespace SmoothOperator.Bench.Load;

/// <summary>One measurement: a scenario, who was measured, and its numbers by name (the unit is the name's last word).</summary>
internal sealed record Result(string Scenario, string Subject, IReadOnlyDictionary<string, double> Values)
{
    public string ToLine() => JsonSerializer.Serialize(this, ResultJson.Default.Result);

    /// <exception cref="FormatException">The line is no result.</exception>
    public static Result Parse(string line) =>
        JsonSerializer.Deserialize(line, ResultJson.Default.Result) ?? throw new FormatException($"not a result: {line}");
}
