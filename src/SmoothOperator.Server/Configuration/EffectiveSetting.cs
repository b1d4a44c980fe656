namespace SmoothOperator.Server.Configuration;

/// <summary>A value in force, as it may be shown.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Value">Its value, a secret masked; empty for none.</param>
/// <param name="Source">The variable it was read from, or <c>default</c>.</param>
internal sealed record EffectiveSetting(string Name, string Value, string Source);
