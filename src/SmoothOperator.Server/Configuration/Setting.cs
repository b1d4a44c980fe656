namespace SmoothOperator.Server.Configuration;

/// <summary>One variable: its names, what it means, what it may be.</summary>
internal abstract class Setting(string name)
{
    public string Name => name;

    public IReadOnlyList<SettingAlias> Aliases { get; init; } = [];

    /// <summary>One sentence for the documentation.</summary>
    public required string Meaning { get; init; }

    /// <summary>Its value is never shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>What it may be, as the rest of "must be …".</summary>
    public abstract string Allowed { get; }

    /// <summary>Reads a value into the settings; otherwise says why not, as the rest of a sentence.</summary>
    public abstract bool TryApply(string value, ServerSettings settings, out string problem);

    /// <summary>The value in force; empty for none.</summary>
    public abstract string Show(ServerSettings settings);
}
