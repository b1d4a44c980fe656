namespace SmoothOperator.Bench.Relay;

/// <summary>Walks the server-sent events of a completion that are whole in a buffer.</summary>
internal ref struct EventScanner(ReadOnlySpan<byte> buffer)
{
    private ReadOnlySpan<byte> _rest = buffer;

    /// <summary>Bytes not yet read: the part of an event whose end has not arrived.</summary>
    public readonly int Remaining => _rest.Length;

    /// <param name="delta">The event's text as still-escaped JSON string content; empty when it has none.</param>
    /// <param name="isEnd">Whether the event was <c>[DONE]</c>.</param>
    public bool TryRead(out ReadOnlySpan<byte> delta, out bool isEnd)
    {
        var end = _rest.IndexOf("\n\n"u8);
        if (end < 0)
        {
            delta = default;
            isEnd = false;
            return false;
        }

        var line = _rest[..end];
        _rest = _rest[(end + 2)..];
        delta = Content(line);
        isEnd = delta.IsEmpty && line.SequenceEqual("data: [DONE]"u8);
        return true;
    }

    private static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> line)
    {
        var key = "\"content\":\""u8;
        var at = line.IndexOf(key);
        if (at < 0)
            return default;
        var text = line[(at + key.Length)..];
        var length = 0;
        while (text[length..].IndexOfAny((byte)'"', (byte)'\\') is var next and >= 0)
        {
            length += next;
            if (text[length] == '"')
                return text[..length];
            length = Math.Min(length + 2, text.Length);
        }

        return default;
    }
}
