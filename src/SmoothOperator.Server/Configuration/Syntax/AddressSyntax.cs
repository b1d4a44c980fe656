namespace SmoothOperator.Server.Configuration.Syntax;

/// <summary>The base address of an HTTP service; a slash at its end is dropped.</summary>
internal sealed class AddressSyntax : ValueSyntax<string>
{
    public override string Allowed => "an http or https address without user, password, query or fragment";

    public override string Write(string value) => value;

    protected override bool TryRead(string text, out string value)
    {
        value = text.TrimEnd('/');
        return SmoothOperatorOptionsValidator.IsAddress(value);
    }
}
