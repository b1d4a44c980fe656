using System.Buffers;

namespace SmoothOperator.Protocol;

/// <summary>
/// Writes server frames: each method one whole event as UTF-8 JSON, with exactly the keys the protocol gives it. <c>timestamp</c> is in Unix milliseconds. A
/// <c>requestId</c> that is <see langword="null"/> is left out. Events of a turn take their position, for clients that can resume. Lone surrogates are
/// written as U+FFFD.
/// </summary>
public static partial class ServerFrames
{
    private const int QuotedCharacters = 100;

    /// <summary>The beginning of a client's text that a message may quote: its first 100 characters.</summary>
    public static string Quote(string text) => text.Length <= QuotedCharacters ? text : Scalars.Cut(text, QuotedCharacters).ToString();

    /// <summary>Writes <c>pong</c>.</summary>
    public static void Pong(IBufferWriter<byte> output, string? requestId, long timestamp)
    {
        var json = FrameWriter.Begin(output, EventTypes.Pong, requestId);
        json.WriteStartObject(Keys.Data);
        json.WriteNumber(Keys.Timestamp, timestamp);
        json.WriteEndObject();
        FrameWriter.End(json, timestamp);
    }

    /// <summary>Writes an <c>error</c>.</summary>
    public static void Error(IBufferWriter<byte> output, string? requestId, FrameError error, long timestamp, in StreamPosition? position = null)
    {
        var json = FrameWriter.Begin(output, EventTypes.Error, requestId);
        WriteDescriptor();
        json.WriteStartObject(Keys.Data);
        WriteDescriptor();
        json.WriteIfPresent(Keys.RequestId, requestId);
        if (!error.Details.IsEmpty)
        {
            json.WriteRaw(Keys.Details, error.Details);
        }
        else if (error.ErrorId is not null || error.RetryAfterSeconds is not null)
        {
            json.WriteStartObject(Keys.Details);
            json.WriteIfPresent(Keys.ErrorId, error.ErrorId);
            if (error.RetryAfterSeconds is { } seconds)
                json.WriteNumber(Keys.RetryAfterSeconds, seconds);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        FrameWriter.End(json, timestamp, position);

        // Some clients read the one, some the other.
        void WriteDescriptor()
        {
            json.WriteStartObject(Keys.Error);
            json.WriteString(Keys.Code, error.Code);
            json.WriteString(Keys.Message, error.Message);
            json.WriteEndObject();
        }
    }
}
