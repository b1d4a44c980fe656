using System.Buffers;
using System.Text.Json;

namespace SmoothOperator.Protocol;

public static partial class ServerFrames
{
    /// <summary>Fixed width, so that clients which compare the text get the right order.</summary>
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    private const int LongestTime = 32;

    /// <summary>Writes the reply to <c>get_conversation_messages</c>.</summary>
    public static void Messages(IBufferWriter<byte> output, string? requestId, FrameHistory history, FrameHistoryShape shape, long timestamp)
    {
        var json = FrameWriter.BeginReply(output, requestId, "ConversationMessages");
        if (shape == FrameHistoryShape.Full)
            json.WriteString(Keys.ConversationId, history.ConversationId);
        json.WriteStartArray(Keys.Messages);
        foreach (var message in history.Messages)
            WriteMessage(json, message, shape == FrameHistoryShape.Full ? history.ConversationId : null);
        json.WriteEndArray();
        json.WriteString(Keys.NextCursor, history.NextCursor);
        json.WriteBoolean(Keys.HasMore, history.NextCursor is not null);
        FrameWriter.EndReply(json, timestamp);
    }

    private static void WriteMessage(Utf8JsonWriter json, FrameMessage message, string? fullOfConversation)
    {
        json.WriteStartObject();
        json.WriteString(Keys.Id, message.Id);
        json.WriteString(Keys.Direction, message.IsFromUser ? "inbound"u8 : "outbound"u8);
        json.WriteStartObject(Keys.Content);
        if (fullOfConversation is not null)
        {
            json.WriteStartArray(Keys.Items);
            json.WriteStartObject();
            json.WriteString(Keys.Type, "text"u8);
            json.WriteString(Keys.Text, message.Text);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteString(Keys.Text, message.Text);
        json.WriteEndObject();
        if (fullOfConversation is not null)
        {
            json.WriteString(Keys.ConversationId, fullOfConversation);
            json.WriteString(Keys.OrganizationId, message.OrganizationId);
        }

        WriteTime(json, Keys.CreatedAt, message.CreatedAt);
        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, JsonEncodedText key, DateTimeOffset time)
    {
        Span<byte> text = stackalloc byte[LongestTime];
        time.UtcDateTime.TryFormat(text, out var written, TimeFormat);
        json.WriteString(key, text[..written]);
    }
}
