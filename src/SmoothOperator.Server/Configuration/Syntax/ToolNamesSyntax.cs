namespace SmoothOperator.Server.Configuration.Syntax;

/// <summary>Parts of tools' names separated by commas; blank ones are dropped. What no name can hold is refused, because it would silently gate nothing.</summary>
internal sealed class ToolNamesSyntax : ValueSyntax<IReadOnlyList<string>>
{
    public override string Allowed => "parts of tools' names, of printable ASCII without spaces, separated by commas";

    public override string Write(IReadOnlyList<string> value) => string.Join(',', value);

    protected override bool TryRead(string text, out IReadOnlyList<string> value)
    {
        value = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return value.Count > 0 && !value.Any(part => part.AsSpan().ContainsAnyExceptInRange('!', '~'));
    }
}
