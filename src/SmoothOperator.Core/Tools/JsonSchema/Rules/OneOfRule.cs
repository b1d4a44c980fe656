using System.Text.Json;

namespace SmoothOperator.Tools.JsonSchema.Rules;

/// <summary><c>oneOf</c>.</summary>
internal sealed class OneOfRule(IReadOnlyList<SchemaNode> nodes) : SchemaRule
{
    public override IReadOnlyList<SchemaNode> InPlace => nodes;

    public static OneOfRule? Read(SchemaKeywords keywords) => keywords.Schemas("oneOf") is { } nodes ? new(nodes) : null;

    public override void Check(JsonElement value, SchemaRun run)
    {
        var passed = nodes.Count(node => run.Passes(node, value));
        if (passed != 1)
            run.Fail($"must be valid for exactly one of the {nodes.Count} schemas of oneOf, not {passed}");
    }
}
