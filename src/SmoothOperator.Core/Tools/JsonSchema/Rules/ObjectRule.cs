using System.Text.Json;

namespace SmoothOperator.Tools.JsonSchema.Rules;

/// <summary><c>properties</c>, <c>required</c>, <c>additionalProperties</c>, <c>minProperties</c>, <c>maxProperties</c>.</summary>
internal sealed class ObjectRule : SchemaRule
{
    private const int MaxShownName = 100;

    public required IReadOnlyDictionary<string, SchemaNode> Properties { get; init; }

    public required IReadOnlyList<string> Required { get; init; }

    /// <summary>Null: whatever else comes is fine.</summary>
    public required SchemaNode? Additional { get; init; }

    public required bool IsClosed { get; init; }

    public required int? Min { get; init; }

    public required int? Max { get; init; }

    public static ObjectRule? Read(SchemaKeywords keywords)
    {
        if (!keywords.HasAny("properties", "required", "additionalProperties", "minProperties", "maxProperties"))
            return null;
        var isClosed = keywords.TryTake("additionalProperties", out var additional) && additional.ValueKind == JsonValueKind.False;
        return new()
        {
            Properties = keywords.SchemaMap("properties"),
            Required = keywords.Texts("required"),
            IsClosed = isClosed,
            Additional = additional.ValueKind is JsonValueKind.Undefined or JsonValueKind.False ? null : keywords.SchemaOf("additionalProperties", additional),
            Min = keywords.Count("minProperties"),
            Max = keywords.Count("maxProperties"),
        };
    }

    public override void Check(JsonElement value, SchemaRun run)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return;
        foreach (var name in Required)
        {
            if (!value.TryGetProperty(name, out _))
                run.Fail($"must have the property '{name}'");
        }

        var count = 0;
        foreach (var property in value.EnumerateObject())
        {
            count++;
            var name = property.Name;
            if (Properties.TryGetValue(name, out var known))
                run.Visit(known, property.Value, name);
            else if (IsClosed)
                run.Fail($"may not have the property '{TextCut.Characters(name, MaxShownName)}'");
            else if (Additional is not null)
                run.Visit(Additional, property.Value, name);
        }

        if (count < Min)
            run.Fail($"must have at least {Min} properties");
        if (count > Max)
            run.Fail($"must have at most {Max} properties");
    }
}
