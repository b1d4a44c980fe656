using System.Text.Json;

namespace SmoothOperator.Tools.JsonSchema;

/// <summary>Equality of JSON values as schemas see it: numbers by value, objects whatever their order, of equal keys the last.</summary>
internal sealed class JsonEquality : IEqualityComparer<JsonElement>
{
    public static JsonEquality Instance { get; } = new();

    public bool Equals(JsonElement x, JsonElement y) => x.ValueKind == y.ValueKind && x.ValueKind switch
    {
        JsonValueKind.String => x.GetString() == y.GetString(),
        JsonValueKind.Number => NumbersEqual(x, y),
        JsonValueKind.Array => x.GetArrayLength() == y.GetArrayLength() && x.EnumerateArray().SequenceEqual(y.EnumerateArray(), this),
        JsonValueKind.Object => ObjectsEqual(Properties(x), Properties(y)),
        _ => true,
    };

    public int GetHashCode(JsonElement obj) => obj.ValueKind switch
    {
        JsonValueKind.String => obj.GetString()!.GetHashCode(StringComparison.Ordinal),
        JsonValueKind.Number => JsonNumber.TryRead(obj, out var number) ? number.GetHashCode() : 0,
        JsonValueKind.Array => obj.EnumerateArray().Aggregate(1, (hash, item) => HashCode.Combine(hash, GetHashCode(item))),
        JsonValueKind.Object => Properties(obj).Aggregate(2, (hash, property) => hash ^ HashCode.Combine(property.Key, GetHashCode(property.Value))),
        var kind => (int)kind,
    };

    private static bool NumbersEqual(JsonElement x, JsonElement y) =>
        JsonNumber.TryRead(x, out var a) && JsonNumber.TryRead(y, out var b) ? a == b : x.GetRawText() == y.GetRawText();

    private bool ObjectsEqual(Dictionary<string, JsonElement> x, Dictionary<string, JsonElement> y) =>
        x.Count == y.Count && x.All(property => y.TryGetValue(property.Key, out var other) && Equals(property.Value, other));

    private static Dictionary<string, JsonElement> Properties(JsonElement value)
    {
        var properties = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
            properties[property.Name] = property.Value;
        return properties;
    }
}
