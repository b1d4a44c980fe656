using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace SmoothOperator.Models;

/// <summary>Writes one message of a request; each tool result in it becomes a message of its own, as the format wants it.</summary>
internal static class ChatMessageWriter
{
    public static void Write(Utf8JsonWriter writer, ChatMessage message)
    {
        if (message.Role != ChatRole.Tool)
            WriteMessage(writer, message);
        foreach (var content in message.Contents)
        {
            if (content is FunctionResultContent result)
                WriteResult(writer, result);
        }
    }

    private static void WriteMessage(Utf8JsonWriter writer, ChatMessage message)
    {
        writer.WriteStartObject();
        writer.WriteString("role"u8, message.Role.Value);
        var hasCalls = message.Contents.Any(content => content is FunctionCallContent);
        if (message.Contents.Any(content => content is UriContent or DataContent))
            WriteParts(writer, message.Contents);
        else if (message.Text is { Length: > 0 } text || !hasCalls)
            writer.WriteString("content"u8, message.Text);
        else
            writer.WriteNull("content"u8);
        if (hasCalls)
            WriteCalls(writer, message.Contents);
        writer.WriteEndObject();
    }

    private static void WriteParts(Utf8JsonWriter writer, IList<AIContent> contents)
    {
        writer.WriteStartArray("content"u8);
        foreach (var content in contents)
        {
            if (content is TextContent { Text.Length: > 0 } text)
                WriteText(writer, text.Text);
            else if (content is UriContent link)
                WriteImage(writer, link.Uri.AbsoluteUri, link.HasTopLevelMediaType("image"), link.MediaType, content);
            else if (content is DataContent data)
                WriteImage(writer, data.Uri, data.HasTopLevelMediaType("image"), data.MediaType, content);
        }

        writer.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter writer, string text)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "text"u8);
        writer.WriteString("text"u8, text);
        writer.WriteEndObject();
    }

    private static void WriteImage(Utf8JsonWriter writer, string url, bool isImage, string mediaType, AIContent content)
    {
        if (!isImage)
            throw new NotSupportedException($"Content of type '{mediaType}' cannot be sent to the model; only images can.");
        writer.WriteStartObject();
        writer.WriteString("type"u8, "image_url"u8);
        writer.WriteStartObject("image_url"u8);
        writer.WriteString("url"u8, url);
        if (content.AdditionalProperties?.TryGetValue(ModelProperties.ImageDetail, out string? detail) is true)
            writer.WriteString("detail"u8, detail);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteCalls(Utf8JsonWriter writer, IList<AIContent> contents)
    {
        writer.WriteStartArray("tool_calls"u8);
        foreach (var content in contents)
        {
            if (content is not FunctionCallContent call)
                continue;
            writer.WriteStartObject();
            writer.WriteString("id"u8, call.CallId);
            writer.WriteString("type"u8, "function"u8);
            writer.WriteStartObject("function"u8);
            writer.WriteString("name"u8, call.Name);
            writer.WriteString("arguments"u8, call.RawRepresentation is string raw ? ToolArguments.ObjectOrEmpty(raw) : Serialize(call.Arguments));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteResult(Utf8JsonWriter writer, FunctionResultContent result)
    {
        writer.WriteStartObject();
        writer.WriteString("role"u8, "tool"u8);
        writer.WriteString("tool_call_id"u8, result.CallId);
        writer.WriteString("content"u8, ResultText(result.Result));
        writer.WriteEndObject();
    }

    private static string ResultText(object? result) => result switch
    {
        null => "",
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } element => JsonText.Decode(StringToken(element)),
        JsonElement { ValueKind: JsonValueKind.Undefined } => "",
        JsonElement element => element.GetRawText(),
        TextContent content => content.Text,
        IEnumerable<AIContent> contents => string.Concat(contents.OfType<TextContent>()),
        _ => JsonSerializer.Serialize(result, AIJsonUtilities.DefaultOptions.GetTypeInfo(result.GetType())),
    };

    /// <summary>The inside of a JSON string; reading it as a string would throw on a lone surrogate.</summary>
    private static ReadOnlySpan<byte> StringToken(JsonElement element) =>
        System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(element)[1..^1];

    private static string Serialize(IDictionary<string, object?>? arguments)
    {
        if (arguments is null or { Count: 0 })
            return "{}";
        using var buffer = new PooledBuffer(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in arguments)
            {
                writer.WritePropertyName(name);
                WriteArgument(writer, value);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteArgument(Utf8JsonWriter writer, object? value)
    {
        if (value is null or JsonElement { ValueKind: JsonValueKind.Undefined })
            writer.WriteNullValue();
        else if (value is JsonElement element)
            ChatRequestWriter.WriteElement(writer, element);
        else if (value is string text)
            writer.WriteStringValue(text);
        else
            JsonSerializer.Serialize(writer, value, AIJsonUtilities.DefaultOptions.GetTypeInfo(value.GetType()));
    }
}
