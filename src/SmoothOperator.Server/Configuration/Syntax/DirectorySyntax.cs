namespace SmoothOperator.Server.Configuration.Syntax;

/// <summary>A directory, there or to be made.</summary>
internal sealed class DirectorySyntax : ValueSyntax<string>
{
    public override string Allowed => "the path of a directory, not of a file";

    public override string Write(string value) => value;

    protected override bool TryRead(string text, out string value)
    {
        value = text;
        return !text.Contains('\0', StringComparison.Ordinal) && !File.Exists(text);
    }
}
