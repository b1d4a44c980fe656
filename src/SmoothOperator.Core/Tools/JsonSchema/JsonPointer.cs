using System.Globalization;
using System.Text.Json;

namespace SmoothOperator.Tools.JsonSchema;

/// <summary>JSON pointers (RFC 6901).</summary>
internal static class JsonPointer
{
    public static string Append(string pointer, string segment) =>
        $"{pointer}/{segment.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    /// <summary>Follows a pointer; its canonical spelling is given back, so that one place has one name.</summary>
    public static bool TryFollow(JsonElement root, string pointer, out JsonElement found, out string canonical)
    {
        (found, canonical) = (root, "");
        if (pointer.Length == 0)
            return true;
        if (pointer[0] != '/')
            return false;
        foreach (var escaped in pointer[1..].Split('/'))
        {
            var segment = escaped.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (!TryStep(found, segment, out found))
                return false;
            canonical = Append(canonical, segment);
        }

        return true;
    }

    private static bool TryStep(JsonElement from, string segment, out JsonElement found)
    {
        found = default;
        if (from.ValueKind == JsonValueKind.Object)
            return from.TryGetProperty(segment, out found);
        if (from.ValueKind != JsonValueKind.Array
            || !int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || index >= from.GetArrayLength())
            return false;
        found = from[index];
        return true;
    }
}
