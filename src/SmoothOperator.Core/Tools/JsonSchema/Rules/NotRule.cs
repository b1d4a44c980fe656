using System.Text.Json;

namespace SmoothOperator.Tools.JsonSchema.Rules;

/// <summary><c>not</c>.</summary>
internal sealed class NotRule(SchemaNode node) : SchemaRule
{
    public override IReadOnlyList<SchemaNode> InPlace => [node];

    public static NotRule? Read(SchemaKeywords keywords) => keywords.Schema("not") is { } node ? new(node) : null;

    public override void Check(JsonElement value, SchemaRun run)
    {
        if (run.Passes(node, value))
            run.Fail("must not be valid for the schema of not");
    }
}
