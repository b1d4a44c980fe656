namespace SmoothOperator.Server.Configuration;

/// <summary>Another name of a variable.</summary>
/// <param name="Name">The name.</param>
/// <param name="Part">Takes this setting's part out of the value, null if it has none; without it the whole value counts.</param>
internal sealed record SettingAlias(string Name, Func<string, string?>? Part = null)
{
    public static implicit operator SettingAlias(string name) => new(name);
}
