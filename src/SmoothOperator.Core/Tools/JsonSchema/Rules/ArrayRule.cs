using System.Text.Json;

namespace SmoothOperator.Tools.JsonSchema.Rules;

/// <summary><c>items</c>, <c>prefixItems</c>, <c>minItems</c>, <c>maxItems</c>, <c>uniqueItems</c>.</summary>
internal sealed class ArrayRule(IReadOnlyList<SchemaNode> prefix, SchemaNode? items, int? min, int? max, bool isUnique) : SchemaRule
{
    public static ArrayRule? Read(SchemaKeywords keywords)
    {
        var (prefix, items) = (keywords.Schemas("prefixItems"), keywords.Schema("items"));
        var (min, max, isUnique) = (keywords.Count("minItems"), keywords.Count("maxItems"), keywords.Flag("uniqueItems"));
        var isEmpty = prefix is null && items is null && min is null && max is null && !isUnique;
        return isEmpty ? null : new(prefix ?? [], items, min, max, isUnique);
    }

    public override void Check(JsonElement value, SchemaRun run)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return;
        var length = value.GetArrayLength();
        if (length < min)
            run.Fail($"must have at least {min} items");
        if (length > max)
            run.Fail($"must have at most {max} items");
        if (isUnique && value.EnumerateArray().ToHashSet(JsonEquality.Instance).Count < length)
            run.Fail("must not have equal items");

        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if ((index < prefix.Count ? prefix[index] : items) is { } node)
                run.Visit(node, item, index);
            index++;
        }
    }
}
