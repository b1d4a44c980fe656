namespace SmoothOperator.Tools.JsonSchema;

/// <summary>One way in which a value breaks its schema, or in which a schema cannot be used.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) to the value or the keyword; empty for the whole.</param>
/// <param name="Rule">What is asked of it, as the rest of a sentence: <c>must be a string, not a number</c>.</param>
public readonly record struct SchemaProblem(string Pointer, string Rule)
{
    /// <summary>Pointer and rule as one line.</summary>
    public override string ToString() => Pointer.Length == 0 ? Rule : $"{Pointer} {Rule}";
}
