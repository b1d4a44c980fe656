using System.Text.Json;

namespace SmoothOperator.Tools.JsonSchema.Rules;

/// <summary>The schema <c>false</c>.</summary>
internal sealed class NothingRule : SchemaRule
{
    public override void Check(JsonElement value, SchemaRun run) => run.Fail("is not allowed");
}
