using System.Text.Json;

namespace SmoothOperator.Protocol;

internal ref partial struct ClientFrameParser
{
    /// <summary>The most bytes one scalar value takes in JSON text: two <c>\uXXXX</c>.</summary>
    private const int BytesPerCharacter = 2 * UnicodeEscape.Length;

    private static readonly (byte[] Utf8, string Name)[] Actions =
    [
        ("send_message"u8.ToArray(), ActionNames.SendMessage),
        ("ping"u8.ToArray(), ActionNames.Ping),
        ("confirm_tool_action"u8.ToArray(), ActionNames.ConfirmToolAction),
        ("cancel"u8.ToArray(), ActionNames.Cancel),
        ("create_conversation_session"u8.ToArray(), ActionNames.CreateConversationSession),
        ("get_session"u8.ToArray(), ActionNames.GetSession),
        ("get_conversation_messages"u8.ToArray(), ActionNames.GetConversationMessages),
        ("resume_stream"u8.ToArray(), ActionNames.ResumeStream),
    ];

    private string? ReadAction()
    {
        if (_json.TokenType == JsonTokenType.String)
        {
            foreach (var (utf8, name) in Actions)
            {
                if (_json.ValueTextEquals(utf8))
                    return name;
            }
        }

        return ReadName();
    }

    /// <summary>Text that counts against a limit.</summary>
    private string? ReadText(FrameBound bound, int limit)
    {
        // Of duplicate keys the last wins, and so does its fault.
        _passed &= ~bound;
        if (!IsString())
            return null;
        var text = Decode(limit);
        if (text is null)
            _passed |= bound;
        return text;
    }

    /// <summary>The name of something of the server's. No such name is as long as the limit, so the beginning of a longer one names nothing either.</summary>
    private string? ReadName()
    {
        if (!IsString())
            return null;
        if (Decode(limits.NameCharacters) is { } name)
            return name;
        var beginning = _json.ValueSpan[..int.Min(_json.ValueSpan.Length, limits.NameCharacters * BytesPerCharacter)];
        return Scalars.Cut(JsonText.Unescape(beginning), limits.NameCharacters).ToString();
    }

    private bool? ReadBoolean()
    {
        Skip();
        return _json.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => null,
        };
    }

    private JsonInteger ReadInteger()
    {
        Skip();
        return _json.TokenType switch
        {
            JsonTokenType.Null => default,
            JsonTokenType.Number when _json.TryGetInt64(out var value) => JsonInteger.Of(value),
            _ => JsonInteger.Invalid,
        };
    }

    private ReadOnlyMemory<byte> ReadMetadata()
    {
        _passed &= ~FrameBound.Metadata;
        if (_json.TokenType == JsonTokenType.Null)
            return default;
        var start = (int)_json.TokenStartIndex;
        Skip();
        var text = _utf8[start..(int)_json.BytesConsumed];
        if (text.Length <= limits.MetadataBytes)
            return text.ToArray();
        _passed |= FrameBound.Metadata;
        return default;
    }

    /// <summary>The string under the reader, or <see langword="null"/> when it is longer than <paramref name="limit"/> characters.</summary>
    private readonly string? Decode(int limit)
    {
        if (_json.ValueSpan.Length > (long)limit * BytesPerCharacter)
            return null;
        var text = _json.GetString()!;
        return Scalars.Fit(text, limit) ? text : null;
    }
}
