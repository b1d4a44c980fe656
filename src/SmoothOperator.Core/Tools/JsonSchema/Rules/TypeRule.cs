using System.Text.Json;

namespace SmoothOperator.Tools.JsonSchema.Rules;

/// <summary><c>type</c>: a name or several.</summary>
internal sealed class TypeRule(JsonTypes allowed, string text) : SchemaRule
{
    public static TypeRule? Read(SchemaKeywords keywords)
    {
        if (!keywords.TryTake("type", out var value))
            return null;
        JsonElement[] names = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        var types = names.Select(name => name.ValueKind == JsonValueKind.String ? Named(name.GetString()!) : JsonTypes.None).ToList();
        if (types.Count > 0 && !types.Contains(JsonTypes.None))
            return new(types.Aggregate((all, type) => all | type), string.Join(" or ", types.Select(Describe)));
        keywords.Problem("type", "must be one or more of null, boolean, object, array, string, integer, number");
        return null;
    }

    public override void Check(JsonElement value, SchemaRun run)
    {
        var actual = TypeOf(value);
        if ((actual & allowed) == JsonTypes.None && !(actual == JsonTypes.Number && allowed.HasFlag(JsonTypes.Integer) && IsInteger(value)))
            run.Fail($"must be {text}, not {Describe(actual)}");
    }

    private static bool IsInteger(JsonElement value) => JsonNumber.TryRead(value, out var number) && number.IsInteger;

    private static JsonTypes TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => JsonTypes.Null,
        JsonValueKind.True or JsonValueKind.False => JsonTypes.Boolean,
        JsonValueKind.Object => JsonTypes.Object,
        JsonValueKind.Array => JsonTypes.Array,
        JsonValueKind.String => JsonTypes.String,
        JsonValueKind.Number => JsonTypes.Number,
        _ => JsonTypes.None,
    };

    private static JsonTypes Named(string name) => name switch
    {
        "null" => JsonTypes.Null,
        "boolean" => JsonTypes.Boolean,
        "object" => JsonTypes.Object,
        "array" => JsonTypes.Array,
        "string" => JsonTypes.String,
        "integer" => JsonTypes.Integer,
        "number" => JsonTypes.Number,
        _ => JsonTypes.None,
    };

    private static string Describe(JsonTypes type) => type switch
    {
        JsonTypes.Null => "null",
        JsonTypes.Boolean => "a boolean",
        JsonTypes.Object => "an object",
        JsonTypes.Array => "an array",
        JsonTypes.String => "a string",
        JsonTypes.Integer => "an integer",
        JsonTypes.Number => "a number",
        _ => "nothing",
    };
}
