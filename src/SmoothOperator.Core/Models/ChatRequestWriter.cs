using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace SmoothOperator.Models;

/// <summary>Writes the body of a streamed <c>chat/completions</c> request. Lone surrogates become U+FFFD.</summary>
internal static class ChatRequestWriter
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <exception cref="ArgumentException"><see cref="ChatOptions.ModelId"/> is missing.</exception>
    /// <exception cref="NotSupportedException">A message holds content that cannot be sent.</exception>
    public static void Write(IBufferWriter<byte> target, IEnumerable<ChatMessage> messages, ChatOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ModelId))
            throw new ArgumentException("ChatOptions.ModelId is required.", nameof(options));
        using var writer = new Utf8JsonWriter(target, Json);
        writer.WriteStartObject();
        writer.WriteString("model"u8, options.ModelId);
        WriteMessages(writer, messages, options.Instructions);
        WriteSampling(writer, options);
        WriteFormat(writer, options.ResponseFormat);
        WriteTools(writer, options);
        WriteMetadata(writer, options);
        writer.WriteBoolean("stream"u8, true);
        writer.WriteStartObject("stream_options"u8);
        writer.WriteBoolean("include_usage"u8, true);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteMessages(Utf8JsonWriter writer, IEnumerable<ChatMessage> messages, string? instructions)
    {
        writer.WriteStartArray("messages"u8);
        if (!string.IsNullOrEmpty(instructions))
            ChatMessageWriter.Write(writer, new ChatMessage(ChatRole.System, instructions));
        foreach (var message in messages)
            ChatMessageWriter.Write(writer, message);
        writer.WriteEndArray();
    }

    private static void WriteSampling(Utf8JsonWriter writer, ChatOptions options)
    {
        if (options.MaxOutputTokens is { } maxTokens)
            writer.WriteNumber("max_tokens"u8, maxTokens);
        if (options.Temperature is { } temperature)
            writer.WriteNumber("temperature"u8, temperature);
        if (options.TopP is { } topP)
            writer.WriteNumber("top_p"u8, topP);
        if (options.FrequencyPenalty is { } frequencyPenalty)
            writer.WriteNumber("frequency_penalty"u8, frequencyPenalty);
        if (options.PresencePenalty is { } presencePenalty)
            writer.WriteNumber("presence_penalty"u8, presencePenalty);
        if (options.Seed is { } seed)
            writer.WriteNumber("seed"u8, seed);
        if (options.StopSequences is { Count: > 0 } stops)
        {
            writer.WriteStartArray("stop"u8);
            foreach (var stop in stops)
                writer.WriteStringValue(stop);
            writer.WriteEndArray();
        }
    }

    private static void WriteFormat(Utf8JsonWriter writer, ChatResponseFormat? format)
    {
        if (format is not ChatResponseFormatJson json)
            return;
        writer.WriteStartObject("response_format"u8);
        if (json.Schema is { } schema)
        {
            writer.WriteString("type"u8, "json_schema"u8);
            writer.WriteStartObject("json_schema"u8);
            writer.WriteString("name"u8, json.SchemaName ?? "response");
            if (json.SchemaDescription is { } description)
                writer.WriteString("description"u8, description);
            writer.WriteBoolean("strict"u8, true);
            writer.WritePropertyName("schema"u8);
            WriteElement(writer, schema);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteString("type"u8, "json_object"u8);
        }

        writer.WriteEndObject();
    }

    private static void WriteTools(Utf8JsonWriter writer, ChatOptions options)
    {
        var any = false;
        foreach (var tool in options.Tools ?? [])
        {
            if (tool is not AIFunctionDeclaration function)
                continue;
            if (!any)
                writer.WriteStartArray("tools"u8);
            any = true;
            WriteTool(writer, function);
        }

        if (!any)
            return;
        writer.WriteEndArray();
        WriteToolChoice(writer, options.ToolMode);
        if (options.AllowMultipleToolCalls is { } parallel)
            writer.WriteBoolean("parallel_tool_calls"u8, parallel);
    }

    private static void WriteTool(Utf8JsonWriter writer, AIFunctionDeclaration function)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, "function"u8);
        writer.WriteStartObject("function"u8);
        writer.WriteString("name"u8, function.Name);
        if (!string.IsNullOrEmpty(function.Description))
            writer.WriteString("description"u8, function.Description);
        writer.WritePropertyName("parameters"u8);
        if (function.JsonSchema.ValueKind == JsonValueKind.Object)
            WriteElement(writer, function.JsonSchema);
        else
            writer.WriteRawValue("""{"type":"object","properties":{}}"""u8);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteToolChoice(Utf8JsonWriter writer, ChatToolMode? mode)
    {
        if (mode is RequiredChatToolMode { RequiredFunctionName: { } name })
        {
            writer.WriteStartObject("tool_choice"u8);
            writer.WriteString("type"u8, "function"u8);
            writer.WriteStartObject("function"u8);
            writer.WriteString("name"u8, name);
            writer.WriteEndObject();
            writer.WriteEndObject();
            return;
        }

        writer.WriteString("tool_choice"u8, mode switch
        {
            NoneChatToolMode => "none"u8,
            RequiredChatToolMode => "required"u8,
            _ => "auto"u8,
        });
    }

    private static void WriteMetadata(Utf8JsonWriter writer, ChatOptions options)
    {
        if (options.AdditionalProperties?.TryGetValue(ModelProperties.Metadata, out var value) is not true
            || value is not IEnumerable<KeyValuePair<string, string>> labels)
            return;
        var any = false;
        foreach (var (name, label) in labels)
        {
            if (!any)
                writer.WriteStartObject("metadata"u8);
            any = true;
            writer.WriteString(name, label);
        }

        if (any)
            writer.WriteEndObject();
    }

    /// <summary>The element's own bytes, whatever they escape.</summary>
    internal static void WriteElement(Utf8JsonWriter writer, JsonElement element) =>
        writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(element), skipInputValidation: true);
}
