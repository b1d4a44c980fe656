using System.Globalization;
using System.Text.Json;

namespace SmoothOperator.Testing;

/// <summary>One frame a server sent.</summary>
/// <param name="raw">Its text, byte for byte.</param>
public sealed class WireFrame(string raw)
{
    /// <summary>The frame as sent.</summary>
    public string Raw { get; } = raw;

    /// <summary>The frame's JSON.</summary>
    public JsonElement Root { get; } = JsonElement.Parse(raw);

    /// <summary>Its <c>type</c>.</summary>
    public string Type => Text("type") ?? "";

    /// <summary>The request it belongs to.</summary>
    public string? RequestId => Text("requestId");

    /// <summary>Its <c>status</c>, or 0.</summary>
    public int Status => At("status") is { ValueKind: JsonValueKind.Number } status ? status.GetInt32() : 0;

    /// <summary>The code of an error.</summary>
    public string? ErrorCode => Text("error.code");

    /// <summary>The text of an error.</summary>
    public string? ErrorMessage => Text("error.message");

    /// <summary>The epoch of a numbered event, or 0.</summary>
    public int Epoch => At("epoch")?.GetInt32() ?? 0;

    /// <summary>The number of a numbered event, or 0.</summary>
    public long Seq => At("seq")?.GetInt64() ?? 0;

    /// <summary>Whether it is an acknowledgement or a reply with status 200.</summary>
    public bool IsReply => Type == "immediate_response" && Status == 200;

    /// <summary>Whether nothing of its turn may follow: the turn succeeded or was cancelled. An <c>error</c> may be one, too.</summary>
    public bool IsEnd => Type is "eventual_response" or "cancelled";

    /// <summary>The value at a dotted path, numbers being places in arrays; null when there is none.</summary>
    /// <param name="path">Such as <c>data.data.citations.0.id</c>.</param>
    public JsonElement? At(string path)
    {
        var at = Root;
        foreach (var part in path.Split('.'))
        {
            switch (at.ValueKind)
            {
                case JsonValueKind.Object when at.TryGetProperty(part, out var property):
                    at = property;
                    break;
                case JsonValueKind.Array when int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < at.GetArrayLength():
                    at = at[index];
                    break;
                default:
                    return null;
            }
        }

        return at;
    }

    /// <summary>The text at a dotted path, or null.</summary>
    public string? Text(string path) => At(path) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>The names of the keys at a dotted path, sorted and joined by blanks; of the frame itself for "".</summary>
    public string KeysAt(string path) =>
        (path.Length == 0 ? Root : At(path)) is { ValueKind: JsonValueKind.Object } found
            ? string.Join(' ', found.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal))
            : "";

    /// <inheritdoc/>
    public override string ToString() => Raw;
}
