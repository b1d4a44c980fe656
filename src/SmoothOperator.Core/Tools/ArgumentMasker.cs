using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SmoothOperator.Tools;

/// <summary>Shows a call's arguments to the person who approves it: compact, secrets masked, of bounded length.</summary>
public static class ArgumentMasker
{
    private const string Mask = "***";
    private const int MaxDepth = 512;

    private static readonly string[] SecretParts =
        ["secret", "token", "password", "api_key", "apikey", "authorization", "bearer", "credential", "access_key", "private_key"];

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth + 1 };

    /// <summary>Whether a value under this name is a secret.</summary>
    /// <param name="name">Name of an argument or a header; <c>-</c> counts as <c>_</c>.</param>
    public static bool IsSecretName(string name)
    {
        var plain = name.Replace('-', '_');
        return Array.Exists(SecretParts, part => plain.Contains(part, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The arguments as compact JSON with the values of secret names masked at every depth; what is not JSON is shown as it came.</summary>
    /// <param name="rawArguments">The model's text.</param>
    /// <param name="maxChars">Most UTF-16 units of the result; a longer one ends in an ellipsis.</param>
    public static string ToCompactMaskedJson(string rawArguments, int maxChars = 1_000) => TextCut.Characters(Compacted(rawArguments), maxChars);

    private static string Compacted(string raw)
    {
        try
        {
            using var document = JsonDocument.Parse(raw, new() { MaxDepth = MaxDepth });
            using var buffer = new MemoryStream(raw.Length);
            using (var writer = new Utf8JsonWriter(buffer, Compact))
                Write(document.RootElement, writer);
            return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
        }
        catch (JsonException)
        {
            return raw;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // Half a surrogate pair, escaped or not. Shown as it came it could show a secret.
            return "(arguments that are not well-formed Unicode)";
        }
    }

    private static void Write(JsonElement value, Utf8JsonWriter writer)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                {
                    writer.WritePropertyName(property.Name);
                    if (IsSecretName(property.Name))
                        writer.WriteStringValue(Mask);
                    else
                        Write(property.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(item, writer);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(value.GetString());
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
