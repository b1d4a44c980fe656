using System.Text.Json;

namespace SmoothOperator.Tools.JsonSchema.Rules;

/// <summary><c>allOf</c> and <c>$ref</c>: the value must be valid for other schemas too.</summary>
internal sealed class AllOfRule(IReadOnlyList<SchemaNode> nodes) : SchemaRule
{
    public override IReadOnlyList<SchemaNode> InPlace => nodes;

    public static AllOfRule? Read(SchemaKeywords keywords) => keywords.Schemas("allOf") is { } nodes ? new(nodes) : null;

    public static AllOfRule? ReadReference(SchemaKeywords keywords) => keywords.Reference() is { } node ? new([node]) : null;

    public override void Check(JsonElement value, SchemaRun run)
    {
        foreach (var node in nodes)
            run.Visit(node, value);
    }
}
