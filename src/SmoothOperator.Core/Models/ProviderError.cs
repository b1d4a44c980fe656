using System.Text;
using System.Text.Json;

namespace SmoothOperator.Models;

/// <summary>An <c>error</c> inside a stream, as the provider wrote it: unmasked, so it never leaves the client as it is.</summary>
/// <param name="Text">The JSON of the error.</param>
/// <param name="Status">An HTTP status given as the error's code.</param>
internal sealed record ProviderError(string Text, int? Status)
{
    /// <summary>Reads the error at which the reader stands.</summary>
    public static ProviderError Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> data)
    {
        var start = (int)reader.TokenStartIndex;
        int? status = null;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (CompletionParser.NextProperty(ref reader, out var name))
            {
                if (name.SequenceEqual("code"u8) && reader.TokenType is JsonTokenType.Number or JsonTokenType.String)
                    status = StatusOf(reader.ValueSpan);
                else
                    reader.Skip();
            }
        }

        return new ProviderError(Encoding.UTF8.GetString(data[start..(int)reader.BytesConsumed]), status);
    }

    private static int? StatusOf(ReadOnlySpan<byte> text) => int.TryParse(text, out var code) && code is >= 400 and <= 599 ? code : null;
}
