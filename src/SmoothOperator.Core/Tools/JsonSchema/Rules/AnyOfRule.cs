using System.Text.Json;

namespace SmoothOperator.Tools.JsonSchema.Rules;

/// <summary><c>anyOf</c>.</summary>
internal sealed class AnyOfRule(IReadOnlyList<SchemaNode> nodes) : SchemaRule
{
    public override IReadOnlyList<SchemaNode> InPlace => nodes;

    public static AnyOfRule? Read(SchemaKeywords keywords) => keywords.Schemas("anyOf") is { } nodes ? new(nodes) : null;

    public override void Check(JsonElement value, SchemaRun run)
    {
        if (nodes.Count == 1)
            run.Visit(nodes[0], value);
        else if (!nodes.Any(node => run.Passes(node, value)))
            run.Fail($"must be valid for at least one of the {nodes.Count} schemas of anyOf");
    }
}
