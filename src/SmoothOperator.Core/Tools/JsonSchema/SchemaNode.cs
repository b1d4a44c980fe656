using System.Text.Json;

namespace SmoothOperator.Tools.JsonSchema;

/// <summary>One (sub)schema: rules that must all hold.</summary>
internal sealed class SchemaNode(string pointer)
{
    public string Pointer { get; } = pointer;

    public List<SchemaRule> Rules { get; } = [];

    /// <summary>Null is valid whatever the rules say.</summary>
    public bool IsNullable { get; set; }

    public void Check(JsonElement value, SchemaRun run)
    {
        if (IsNullable && value.ValueKind == JsonValueKind.Null)
            return;
        foreach (var rule in Rules)
            rule.Check(value, run);
    }
}
