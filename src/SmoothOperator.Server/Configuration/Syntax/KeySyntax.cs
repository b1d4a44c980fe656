namespace SmoothOperator.Server.Configuration.Syntax;

/// <summary>A key that is sent in a header.</summary>
internal sealed class KeySyntax : ValueSyntax<string?>
{
    public override string Allowed => "printable ASCII without spaces";

    public override string Write(string? value) => value ?? "";

    protected override bool TryRead(string text, out string? value)
    {
        value = text;
        return SmoothOperatorOptionsValidator.IsHeaderValue(text);
    }
}
