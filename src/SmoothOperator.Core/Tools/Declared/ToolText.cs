using System.Text.Encodings.Web;
using System.Text.Json;

namespace SmoothOperator.Tools.Declared;

/// <summary>What a declared tool may tell the model.</summary>
internal static class ToolText
{
    public const int MaxBytes = 64 * 1024;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string Mark = "\n[cut at 64 KiB]";

    /// <summary>A string as it is, anything else as compact JSON.</summary>
    public static string Of(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : JsonSerializer.Serialize(value, Plain);

    public static string Cut(string text) => TextCut.Utf8(text, MaxBytes, Mark);

    /// <summary>Cuts and marks a text that is known to be only the beginning.</summary>
    public static string CutBeginning(string text) => TextCut.Utf8(text, MaxBytes - Mark.Length, "") + Mark;
}
