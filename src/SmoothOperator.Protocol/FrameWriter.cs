using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SmoothOperator.Protocol;

/// <summary>What all server frames have in common: their beginning and their end, and a JSON writer used again and again on each thread.</summary>
internal static class FrameWriter
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static Utf8JsonWriter? _idle;

    /// <summary>Begins a frame. The writer belongs to the caller until <see cref="End"/>; if that is never reached, it is simply lost.</summary>
    public static Utf8JsonWriter Begin(IBufferWriter<byte> output, string type, string? requestId)
    {
        var json = _idle ?? new Utf8JsonWriter(output, Options);
        _idle = null;
        json.Reset(output);
        json.WriteStartObject();
        json.WriteString(Keys.Type, type);
        json.WriteIfPresent(Keys.RequestId, requestId);
        return json;
    }

    public static void End(Utf8JsonWriter json, long timestamp, in StreamPosition? position = null)
    {
        json.WriteNumber(Keys.Timestamp, timestamp);
        if (position is { } at)
        {
            json.WriteNumber(Keys.Epoch, at.Epoch);
            json.WriteNumber(Keys.Seq, at.Seq);
        }

        json.WriteEndObject();
        json.Flush();
        _idle = json;
    }

    /// <summary>Begins the direct reply to an action, up to the inside of its <c>data</c>.</summary>
    public static Utf8JsonWriter BeginReply(IBufferWriter<byte> output, string? requestId, string message, int status = 200)
    {
        var json = Begin(output, EventTypes.ImmediateResponse, requestId);
        json.WriteNumber(Keys.Status, status);
        json.WriteString(Keys.Message, message);
        json.WriteStartObject(Keys.Data);
        return json;
    }

    public static void EndReply(Utf8JsonWriter json, long timestamp, in StreamPosition? position = null)
    {
        json.WriteEndObject();
        End(json, timestamp, position);
    }

    public static void WriteIfPresent(this Utf8JsonWriter json, JsonEncodedText key, string? value)
    {
        if (value is not null)
            json.WriteString(key, value);
    }

    public static void WriteRaw(this Utf8JsonWriter json, JsonEncodedText key, RawJsonObject value)
    {
        json.WritePropertyName(key);
        json.WriteRawValue(value.Utf8, skipInputValidation: true);
    }
}
