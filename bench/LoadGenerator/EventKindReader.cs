using System.Text.Json;

namespace SmoothOperator.Bench.Load;

/// <summary>Reads an event's <c>type</c>, wherever it stands in the object.</summary>
internal static class EventKindReader
{
    public static EventKind Read(ReadOnlySpan<byte> json)
    {
        var prefix = "{\"type\":\""u8;
        if (json.StartsWith(prefix))
        {
            var rest = json[prefix.Length..];
            return Kind(rest[..Math.Max(0, rest.IndexOf((byte)'"'))]);
        }

        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            reader.Read();
            if (isType)
                return Kind(reader.ValueSpan);
            reader.Skip();
        }

        return EventKind.Other;
    }

    private static EventKind Kind(ReadOnlySpan<byte> type)
    {
        if (type.SequenceEqual("stream_token"u8))
            return EventKind.Token;
        if (type.SequenceEqual("immediate_response"u8))
            return EventKind.Immediate;
        if (type.SequenceEqual("eventual_response"u8))
            return EventKind.Eventual;
        if (type.SequenceEqual("error"u8))
            return EventKind.Error;
        return type.SequenceEqual("pong"u8) ? EventKind.Pong : EventKind.Other;
    }
}
