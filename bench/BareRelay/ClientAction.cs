using System.Runtime.InteropServices;
using System.Text.Json;

namespace SmoothOperator.Bench.Relay;

/// <summary>The fields of a client's frame that the relay needs, as still-escaped JSON string content.</summary>
[StructLayout(LayoutKind.Auto)]
internal ref struct ClientAction
{
    public ReadOnlySpan<byte> Action;
    public ReadOnlySpan<byte> RequestId;
    public ReadOnlySpan<byte> Message;
    public ReadOnlySpan<byte> Model;

    public static ClientAction Parse(ReadOnlySpan<byte> json)
    {
        var action = default(ClientAction);
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual("action"u8))
                action.Action = reader.ValueSpan;
            else if (name.SequenceEqual("requestId"u8))
                action.RequestId = reader.ValueSpan;
            else if (name.SequenceEqual("message"u8))
                action.Message = reader.ValueSpan;
            else if (name.SequenceEqual("model"u8))
                action.Model = reader.ValueSpan;
            else
                reader.Skip();
        }

        return action;
    }
}
