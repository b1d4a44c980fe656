using System.Text.Json;

namespace SmoothOperator.Protocol;

/// <summary>The text of a JSON object that is known to be well-formed, so that it can be put into a frame unread. <see langword="default"/> is none.</summary>
public readonly struct RawJsonObject
{
    private readonly ReadOnlyMemory<byte> _utf8;

    private RawJsonObject(ReadOnlyMemory<byte> utf8) => _utf8 = utf8;

    /// <summary>Whether there is no object.</summary>
    public bool IsEmpty => _utf8.IsEmpty;

    /// <summary>The object's text.</summary>
    public ReadOnlySpan<byte> Utf8 => _utf8.Span;

    /// <summary>Takes the text of a JSON object.</summary>
    /// <param name="utf8">The text, which must not change afterwards.</param>
    /// <param name="json">The object.</param>
    /// <returns>False when the text is not one JSON object in UTF-8 of at most 64 levels without lone surrogates.</returns>
    public static bool TryCreate(ReadOnlyMemory<byte> utf8, out RawJsonObject json)
    {
        var isObject = IsObject(utf8.Span);
        json = isObject ? new RawJsonObject(utf8) : default;
        return isObject;
    }

    private static bool IsObject(ReadOnlySpan<byte> utf8)
    {
        if (!System.Text.Unicode.Utf8.IsValid(utf8) || UnicodeEscape.LeavesLoneSurrogate(utf8))
            return false;
        var json = new Utf8JsonReader(utf8);
        try
        {
            var isObject = json.Read() && json.TokenType == JsonTokenType.StartObject;
            while (json.Read())
            {
                // Reading to the end is what shows that it is well-formed.
            }

            return isObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
