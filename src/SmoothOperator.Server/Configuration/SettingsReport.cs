namespace SmoothOperator.Server.Configuration;

/// <summary>What was found in the environment. Only without problems may the settings be used.</summary>
/// <param name="Settings">The settings.</param>
/// <param name="Problems">Why the server must not start; no secret is in them.</param>
/// <param name="Warnings">What the operator should know.</param>
/// <param name="Effective">Every variable and its value in force.</param>
internal sealed record SettingsReport(
    ServerSettings Settings,
    IReadOnlyList<string> Problems,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<EffectiveSetting> Effective)
{
    /// <summary>The exit code of a program whose configuration cannot be used (<c>EX_CONFIG</c>).</summary>
    public const int ExitCode = 78;

    public bool IsValid => Problems.Count == 0;

    /// <summary>Writes every problem, one a line.</summary>
    public void WriteProblems(TextWriter writer)
    {
        writer.WriteLine("smooth-operator cannot start with this configuration:");
        foreach (var problem in Problems)
            writer.WriteLine($"  {problem}");
    }

    /// <summary>Writes the configuration in force, secrets masked, one variable a line.</summary>
    public void WriteEffective(TextWriter writer)
    {
        foreach (var (name, value, source) in Effective)
            writer.WriteLine($"{name}={value}  ({source})");
    }
}
