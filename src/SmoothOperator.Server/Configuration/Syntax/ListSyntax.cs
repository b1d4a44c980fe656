namespace SmoothOperator.Server.Configuration.Syntax;

/// <summary>Words separated by commas; blank ones are dropped.</summary>
internal sealed class ListSyntax : ValueSyntax<IReadOnlyList<string>>
{
    public override string Allowed => "words separated by commas";

    public override string Write(IReadOnlyList<string> value) => string.Join(',', value);

    protected override bool TryRead(string text, out IReadOnlyList<string> value)
    {
        value = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return value.Count > 0;
    }
}
