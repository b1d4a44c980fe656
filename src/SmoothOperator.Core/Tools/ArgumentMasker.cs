using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SmoothOperator.Tools;

/// <summary>Shows a call's arguments to the person who approves it: compact, secrets masked, of bounded length.</summary>
public static class ArgumentMasker
{
    private const string Mask = "\"***\"";
    private const int MaxDepth = 512;

    private static readonly string[] SecretParts =
        ["secret", "token", "password", "api_key", "apikey", "authorization", "bearer", "credential", "access_key", "private_key"];

    /// <summary>Whether a value under this name is a secret.</summary>
    /// <param name="name">Name of an argument or a header; <c>-</c> counts as <c>_</c>.</param>
    public static bool IsSecretName(string name)
    {
        var plain = name.Replace('-', '_');
        return Array.Exists(SecretParts, part => plain.Contains(part, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>
    /// The arguments as compact JSON with the values of secret names masked at every depth; what is not JSON is shown as it came. Characters that are invisible
    /// or turn the direction of reading are shown escaped, so that a person sees what will be sent.
    /// </summary>
    /// <param name="rawArguments">The model's text.</param>
    /// <param name="maxChars">Most UTF-16 units of the result; a longer one ends in an ellipsis.</param>
    public static string ToCompactMaskedJson(string rawArguments, int maxChars = 1_000)
    {
        var shown = new StringBuilder();
        try
        {
            using var document = JsonDocument.Parse(rawArguments, new() { MaxDepth = MaxDepth });
            Write(document.RootElement, shown);
        }
        catch (JsonException)
        {
            Escape(rawArguments, shown.Clear());
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // Half a surrogate pair, escaped or not. Shown as it came it could show a secret.
            return "(arguments that are not well-formed Unicode)";
        }

        return TextCut.Characters(shown.ToString(), maxChars);
    }

    private static void Write(JsonElement value, StringBuilder to)
    {
        var separator = "";
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                to.Append('{');
                foreach (var property in value.EnumerateObject())
                {
                    WriteText(property.Name, to.Append(separator));
                    to.Append(':');
                    if (IsSecretName(property.Name))
                        to.Append(Mask);
                    else
                        Write(property.Value, to);
                    separator = ",";
                }

                to.Append('}');
                break;
            case JsonValueKind.Array:
                to.Append('[');
                foreach (var item in value.EnumerateArray())
                {
                    Write(item, to.Append(separator));
                    separator = ",";
                }

                to.Append(']');
                break;
            case JsonValueKind.String:
                WriteText(value.GetString()!, to);
                break;
            default:
                to.Append(value.GetRawText());
                break;
        }
    }

    private static void WriteText(string text, StringBuilder to)
    {
        var quoted = text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        Escape(quoted.Replace("\n", @"\n", StringComparison.Ordinal), to.Append('"'));
        to.Append('"');
    }

    private static void Escape(string text, StringBuilder to)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                foreach (var unit in rune.ToString())
                    to.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}");
            }
            else
            {
                to.Append(rune.ToString());
            }
        }
    }
}
