using System.Text.Json;

namespace SmoothOperator.Tools.JsonSchema.Rules;

/// <summary><c>enum</c> and <c>const</c>.</summary>
internal sealed class EnumRule(IReadOnlyList<JsonElement> allowed) : SchemaRule
{
    private const int MaxShown = 20;
    private const int MaxShownLength = 60;

    public static EnumRule? ReadEnum(SchemaKeywords keywords)
    {
        if (!keywords.TryTake("enum", out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0)
            return new([.. value.EnumerateArray()]);
        keywords.Problem("enum", "must be an array of at least one value");
        return null;
    }

    public static EnumRule? ReadConst(SchemaKeywords keywords) => keywords.TryTake("const", out var value) ? new([value]) : null;

    public override void Check(JsonElement value, SchemaRun run)
    {
        if (allowed.Contains(value, JsonEquality.Instance))
            return;
        var shown = string.Join(", ", allowed.Take(MaxShown).Select(Show));
        run.Fail(allowed.Count == 1 ? $"must be {shown}" : $"must be one of {shown}{(allowed.Count > MaxShown ? ", …" : "")}");
    }

    private static string Show(JsonElement value) => TextCut.Characters(value.GetRawText(), MaxShownLength);
}
