using System.Text;
using System.Text.Json;

namespace SmoothOperator.Models;

/// <summary>The arguments of a tool call as JSON text.</summary>
internal static class ToolArguments
{
    /// <summary>The arguments by name, as <see cref="JsonElement"/>s; none for blank text. <see langword="null"/> when the text is no readable JSON object.</summary>
    public static Dictionary<string, object?>? Parse(string text)
    {
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (string.IsNullOrWhiteSpace(text))
            return arguments;
        try
        {
            if (!IsObject(Encoding.UTF8.GetBytes(text)))
                return null;
            using var document = JsonDocument.Parse(text);
            foreach (var property in document.RootElement.EnumerateObject())
                arguments[property.Name] = property.Value.Clone();
            return arguments;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The text when it is a JSON object, else an empty one: providers refuse a history with anything else.</summary>
    public static string ObjectOrEmpty(string text)
    {
        try
        {
            return IsObject(Encoding.UTF8.GetBytes(text)) ? text : "{}";
        }
        catch (JsonException)
        {
            return "{}";
        }
    }

    /// <summary>Whether the text is an object whose strings can all be read: a lone surrogate among its escapes would fail only later, inside a tool.</summary>
    private static bool IsObject(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return false;
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped
                && SurrogateJoiner.HasLoneSurrogate(JsonText.Decode(reader.ValueSpan)))
                return false;
        }

        return true;
    }
}
