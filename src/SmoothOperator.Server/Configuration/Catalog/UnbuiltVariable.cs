namespace SmoothOperator.Server.Configuration.Catalog;

/// <summary>A variable of the protocol's family whose feature is not built yet.</summary>
/// <param name="Name">The variable; a <c>*</c> at its end stands for anything.</param>
/// <param name="Feature">What it would do.</param>
/// <param name="Reaction">What it does now.</param>
/// <param name="Harmless">Values that ask for what the server does anyway, in any case.</param>
internal sealed record UnbuiltVariable(string Name, string Feature, UnbuiltReaction Reaction, params string[] Harmless)
{
    public bool Covers(string variable) =>
        Name.EndsWith('*') ? variable.StartsWith(Name[..^1], StringComparison.Ordinal) : string.Equals(variable, Name, StringComparison.Ordinal);

    public bool IsHarmless(string value) => Harmless.Contains(value, StringComparer.OrdinalIgnoreCase);
}
