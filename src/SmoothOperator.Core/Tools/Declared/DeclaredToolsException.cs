namespace SmoothOperator.Tools.Declared;

/// <summary>A file of declared tools that cannot be used.</summary>
/// <param name="problems">Every problem: the tool, the field, what is allowed. No value of a header is among them.</param>
public sealed class DeclaredToolsException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>Every problem: the tool, the field, what is allowed.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
