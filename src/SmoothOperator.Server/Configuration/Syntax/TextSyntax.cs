namespace SmoothOperator.Server.Configuration.Syntax;

/// <summary>Text of a limited length.</summary>
/// <param name="maxLength">Most UTF-16 units.</param>
/// <param name="isOneLine">Without line breaks and other control characters.</param>
internal sealed class TextSyntax(int maxLength, bool isOneLine = true) : ValueSyntax<string?>
{
    public override string Allowed => $"text of 1 to {maxLength} characters{(isOneLine ? " on one line" : "")}";

    public override string Write(string? value) => value ?? "";

    protected override bool TryRead(string text, out string? value)
    {
        value = text;
        return text.Length <= maxLength && !(isOneLine && text.Any(char.IsControl));
    }
}
