using System.Text.Json;

namespace SmoothOperator.Tools.Declared;

/// <summary>The fields of one JSON object of the file. What nobody took is unknown.</summary>
internal sealed class ToolFields
{
    private readonly Dictionary<string, JsonElement> _left = new(StringComparer.Ordinal);
    private readonly string _place;
    private readonly List<string> _problems;
    private readonly int _problemsBefore;

    public ToolFields(JsonElement element, string place, List<string> problems)
    {
        (_place, _problems, _problemsBefore) = (place, problems, problems.Count);
        if (element.ValueKind != JsonValueKind.Object)
        {
            problems.Add($"{place} must be an object");
            return;
        }

        foreach (var property in element.EnumerateObject())
            _left[property.Name] = property.Value;
    }

    public bool AreValid => _problems.Count == _problemsBefore;

    public void Problem(string field, string rule) => _problems.Add($"{_place}.{field} {rule}");

    public bool Has(string field) => _left.ContainsKey(field);

    public bool TryTake(string field, out JsonElement value) => _left.Remove(field, out value);

    public ToolFields? Object(string field) => TryTake(field, out var value) ? new(value, $"{_place}.{field}", _problems) : null;

    public string? Text(string field, int maxLength)
    {
        if (TryTake(field, out var value) && value.ValueKind == JsonValueKind.String && value.GetString()!.Trim() is { Length: > 0 } text && text.Length <= maxLength)
            return text;
        Problem(field, $"must be a string of 1 to {maxLength} characters");
        return null;
    }

    public bool Flag(string field)
    {
        if (!TryTake(field, out var value))
            return false;
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Problem(field, "must be true or false");
        return value.ValueKind == JsonValueKind.True;
    }

    public double Number(string field, double fallback, double min, double max)
    {
        if (!TryTake(field, out var value))
            return fallback;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= min && number <= max)
            return number;
        Problem(field, $"must be a number from {min} to {max}");
        return fallback;
    }

    /// <summary>Takes every field that is left: for objects whose names are free.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonElement>> TakeAll()
    {
        List<KeyValuePair<string, JsonElement>> all = [.. _left];
        _left.Clear();
        return all;
    }

    public void ReportLeft(string known)
    {
        foreach (var field in _left.Keys)
            Problem(TextCut.Characters(field, 100), $"is unknown; the fields are {known}");
    }
}
