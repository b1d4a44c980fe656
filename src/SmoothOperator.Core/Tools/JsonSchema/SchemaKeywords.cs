using System.Text.Json;

namespace SmoothOperator.Tools.JsonSchema;

/// <summary>The keywords of one schema object. Rules take theirs; what nobody took is unknown.</summary>
internal sealed class SchemaKeywords
{
    private static readonly HashSet<string> Annotations = new(StringComparer.Ordinal)
    {
        "$schema", "$id", "$comment", "title", "description", "default", "example", "examples", "deprecated", "readOnly",
        "writeOnly", "format", "contentEncoding", "contentMediaType",
    };

    private readonly SchemaCompiler _compiler;
    private readonly string _pointer;
    private readonly Dictionary<string, JsonElement> _left = new(StringComparer.Ordinal);

    public SchemaKeywords(SchemaCompiler compiler, JsonElement schema, string pointer)
    {
        (_compiler, _pointer) = (compiler, pointer);
        foreach (var property in schema.EnumerateObject())
            _left[property.Name] = property.Value;
    }

    public bool HasAny(params IEnumerable<string> keywords) => keywords.Any(_left.ContainsKey);

    public bool TryTake(string keyword, out JsonElement value) => _left.Remove(keyword, out value);

    public void Problem(string keyword, string rule) => _compiler.Problems.Add(new(JsonPointer.Append(_pointer, keyword), rule));

    public void ReportLeft()
    {
        foreach (var keyword in _left.Keys.Where(keyword => !Annotations.Contains(keyword) && !keyword.StartsWith("x-", StringComparison.Ordinal)))
            Problem(keyword, "is a keyword that is not supported");
    }

    public JsonNumber? Number(string keyword)
    {
        if (!TryTake(keyword, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Number && JsonNumber.TryRead(value, out var number))
            return number;
        Problem(keyword, "must be a number");
        return null;
    }

    public int? Count(string keyword)
    {
        if (!TryTake(keyword, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 0)
            return count;
        Problem(keyword, $"must be a whole number from 0 to {int.MaxValue}");
        return null;
    }

    public bool Flag(string keyword)
    {
        if (!TryTake(keyword, out var value))
            return false;
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Problem(keyword, "must be true or false");
        return value.ValueKind == JsonValueKind.True;
    }

    public string? Text(string keyword)
    {
        if (!TryTake(keyword, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        Problem(keyword, "must be a string");
        return null;
    }

    public IReadOnlyList<string> Texts(string keyword)
    {
        if (!TryTake(keyword, out var value))
            return [];
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
            return [.. value.EnumerateArray().Select(item => item.GetString()!)];
        Problem(keyword, "must be an array of strings");
        return [];
    }

    public SchemaNode? Schema(string keyword) =>
        TryTake(keyword, out var value) ? SchemaOf(keyword, value) : null;

    /// <summary>The schema of a keyword that was taken already.</summary>
    public SchemaNode SchemaOf(string keyword, JsonElement value) => _compiler.NodeAt(value, JsonPointer.Append(_pointer, keyword));

    public IReadOnlyList<SchemaNode>? Schemas(string keyword)
    {
        if (!TryTake(keyword, out var value))
            return null;
        var pointer = JsonPointer.Append(_pointer, keyword);
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0)
            return [.. value.EnumerateArray().Select((item, index) => _compiler.NodeAt(item, JsonPointer.Append(pointer, $"{index}")))];
        Problem(keyword, "must be an array of at least one schema");
        return null;
    }

    public IReadOnlyDictionary<string, SchemaNode> SchemaMap(string keyword)
    {
        var map = new Dictionary<string, SchemaNode>(StringComparer.Ordinal);
        if (!TryTake(keyword, out var value))
            return map;
        if (value.ValueKind != JsonValueKind.Object)
        {
            Problem(keyword, "must be an object of schemas");
            return map;
        }

        var pointer = JsonPointer.Append(_pointer, keyword);
        foreach (var property in value.EnumerateObject())
            map[property.Name] = _compiler.NodeAt(property.Value, JsonPointer.Append(pointer, property.Name));
        return map;
    }

    /// <summary>The schema a <c>$ref</c> names, if it is one of this document.</summary>
    public SchemaNode? Reference()
    {
        if (Text("$ref") is not { } reference)
            return null;
        if (reference.StartsWith('#') && _compiler.Known(Uri.UnescapeDataString(reference[1..])) is { } known)
            return known;
        if (reference.StartsWith('#')
            && JsonPointer.TryFollow(_compiler.Root, Uri.UnescapeDataString(reference[1..]), out var found, out var pointer))
            return _compiler.NodeAt(found, pointer);
        Problem("$ref", "must lead to a place within this schema, such as #/$defs/name");
        return null;
    }
}
