using System.Text.Json;
using Microsoft.Extensions.AI;

namespace SmoothOperator.Tools.Declared;

/// <summary>The arguments of one call as JSON, and their places in a request.</summary>
internal sealed class HttpToolArguments(AIFunctionArguments arguments)
{
    public IReadOnlyList<KeyValuePair<string, JsonElement>> Except(IReadOnlyList<string> names) =>
        [.. arguments.Where(argument => !names.Contains(argument.Key)).Select(argument => KeyValuePair.Create(argument.Key, Json(argument.Value)))];

    /// <summary>The text of an argument within a path.</summary>
    /// <exception cref="ToolException">It is missing, or no string, number or boolean.</exception>
    public string PathText(string name)
    {
        if (!arguments.TryGetValue(name, out var value))
            throw new ToolException($"The argument '{name}' is missing.");
        var json = Json(value);
        return json.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
            ? ToolText.Of(json)
            : throw new ToolException($"The argument '{name}' must be a string, a number or a boolean.");
    }

    /// <summary>A null is left out, an array repeats its name, an object goes as JSON.</summary>
    public static IEnumerable<KeyValuePair<string, string>> ToQuery(IEnumerable<KeyValuePair<string, JsonElement>> arguments) =>
        from argument in arguments
        from value in argument.Value.ValueKind == JsonValueKind.Array ? argument.Value.EnumerateArray().ToArray() : [argument.Value]
        where value.ValueKind != JsonValueKind.Null
        select KeyValuePair.Create(argument.Key, ToolText.Of(value));

    public static byte[] ToJson(IEnumerable<KeyValuePair<string, JsonElement>> arguments) =>
        JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, JsonElement>(arguments, StringComparer.Ordinal));

    private static JsonElement Json(object? value) => value is JsonElement element ? element : JsonSerializer.SerializeToElement(value, AIJsonUtilities.DefaultOptions);
}
