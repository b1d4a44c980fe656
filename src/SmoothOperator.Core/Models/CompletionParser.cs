using System.Text.Json;

namespace SmoothOperator.Models;

/// <summary>
/// Reads one <c>chat.completion.chunk</c>, tolerating what real gateways send: anything unknown, misplaced or of another type is skipped. Keys are compared
/// as they stand: an escaped spelling of a known key counts as unknown.
/// </summary>
/// <param name="target">Filled anew by every event.</param>
/// <param name="calls">Collects the fragments of tool calls.</param>
internal sealed class CompletionParser(CompletionEvent target, ToolCallAssembler calls)
{
    private readonly RepeatedEvent _repeated = new();
    private int _textStart;
    private bool _hasMore;

    /// <exception cref="JsonException">The data is not JSON, or is nested too deep.</exception>
    public void Parse(ReadOnlyMemory<byte> data)
    {
        target.Reset();
        if (_repeated.TryMatch(data.Span, out var textStart, out var textLength))
        {
            target.RawText = data.Slice(textStart, textLength);
            target.RawTextIsSafe = true;
            return;
        }

        _textStart = -1;
        _hasMore = false;
        ParseWhole(data);
        if (_textStart >= 0 && !_hasMore && target.IsTextOnly)
            _repeated.Learn(data.Span, _textStart, target.RawText.Length);
    }

    private void ParseWhole(ReadOnlyMemory<byte> data)
    {
        var reader = new Utf8JsonReader(data.Span);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("The event is not a JSON object.");
        while (NextProperty(ref reader, out var name))
            ReadRootProperty(ref reader, name, data);
        reader.Read();
    }

    private void ReadRootProperty(ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> name, ReadOnlyMemory<byte> data)
    {
        if (name.SequenceEqual("choices"u8) && reader.TokenType == JsonTokenType.StartArray)
            ReadChoices(ref reader, data);
        else if (name.SequenceEqual("usage"u8) && reader.TokenType == JsonTokenType.StartObject)
            target.Usage = UsageParser.Read(ref reader);
        else if (name.SequenceEqual("id"u8) && target.Id is null && IsText(reader))
            target.Id = JsonText.Decode(reader.ValueSpan);
        else if (name.SequenceEqual("model"u8) && target.Model is null && IsText(reader))
            target.Model = JsonText.Decode(reader.ValueSpan);
        else if (name.SequenceEqual("error"u8) && (reader.TokenType == JsonTokenType.StartObject || IsText(reader)))
            target.Error = ProviderError.Read(ref reader, data.Span);
        else
            reader.Skip();
    }

    private void ReadChoices(ref Utf8JsonReader reader, ReadOnlyMemory<byte> data)
    {
        var isRead = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (isRead || reader.TokenType != JsonTokenType.StartObject)
                reader.Skip();
            else
                isRead = TryReadChoice(ref reader, data);
        }
    }

    /// <summary>Reads the first of several choices; those of an event of their own are told by their index, which may come after the delta.</summary>
    private bool TryReadChoice(ref Utf8JsonReader reader, ReadOnlyMemory<byte> data)
    {
        var ahead = reader;
        if (!IsFirstChoice(ref ahead))
        {
            reader = ahead;
            return false;
        }

        while (NextProperty(ref reader, out var name))
        {
            if ((name.SequenceEqual("delta"u8) || name.SequenceEqual("message"u8)) && reader.TokenType == JsonTokenType.StartObject)
                ReadDelta(ref reader, data);
            else if (name.SequenceEqual("finish_reason"u8) && reader.TokenType == JsonTokenType.String)
                target.FinishReason = JsonText.Decode(reader.ValueSpan);
            else
                reader.Skip();
        }

        return true;
    }

    /// <summary>Looks for the index; stops at once when it comes first, as it nearly always does, else reads to the end of the choice.</summary>
    private static bool IsFirstChoice(ref Utf8JsonReader reader)
    {
        var isFirst = true;
        var isFirstProperty = true;
        while (NextProperty(ref reader, out var name))
        {
            if (name.SequenceEqual("index"u8) && reader.TokenType == JsonTokenType.Number)
            {
                isFirst = !reader.TryGetInt32(out var index) || index == 0;
                if (isFirst && isFirstProperty)
                    return true;
            }
            else
            {
                reader.Skip();
            }

            isFirstProperty = false;
        }

        return isFirst;
    }

    private void ReadDelta(ref Utf8JsonReader reader, ReadOnlyMemory<byte> data)
    {
        while (NextProperty(ref reader, out var name))
        {
            if (name.SequenceEqual("content"u8))
                ReadContent(ref reader, data);
            else if (name.SequenceEqual("tool_calls"u8) && reader.TokenType == JsonTokenType.StartArray)
                ReadCalls(ref reader, data.Span);
            else if (name.SequenceEqual("reasoning_content"u8) && IsText(reader))
                target.ReasoningContent = JsonText.Decode(reader.ValueSpan);
            else if (name.SequenceEqual("reasoning"u8) && IsText(reader))
                target.Reasoning = JsonText.Decode(reader.ValueSpan);
            else
                reader.Skip();
        }
    }

    private void ReadCalls(ref Utf8JsonReader reader, ReadOnlySpan<byte> data)
    {
        _hasMore = true;
        calls.Read(ref reader, data);
    }

    private void ReadContent(ref Utf8JsonReader reader, ReadOnlyMemory<byte> data)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            _hasMore |= _textStart >= 0;
            _textStart = (int)reader.TokenStartIndex + 1;
            target.RawText = data.Slice(_textStart, reader.ValueSpan.Length);
            target.RawTextIsSafe = JsonText.IsRawSafe(reader.ValueSpan, reader.ValueIsEscaped);
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                ReadPart(ref reader);
        }
        else
        {
            reader.Skip();
        }
    }

    private void ReadPart(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            target.Text += JsonText.Decode(reader.ValueSpan);
            return;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (NextProperty(ref reader, out var name))
        {
            if (name.SequenceEqual("text"u8) && IsText(reader))
                target.Text += JsonText.Decode(reader.ValueSpan);
            else
                reader.Skip();
        }
    }

    /// <summary>Moves from an object's start, or from the end of a value in it, to the value of its next property.</summary>
    internal static bool NextProperty(ref Utf8JsonReader reader, out ReadOnlySpan<byte> name)
    {
        name = default;
        if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
            return false;
        name = reader.ValueSpan;
        return reader.Read();
    }

    internal static bool IsText(in Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length > 0;
}
