namespace SmoothOperator.Server.Configuration.Syntax;

/// <summary>A file that is there.</summary>
internal sealed class FileSyntax : ValueSyntax<string?>
{
    public override string Allowed => "the path of an existing file";

    public override string Write(string? value) => value ?? "";

    protected override bool TryRead(string text, out string? value)
    {
        value = text;
        return File.Exists(text);
    }
}
