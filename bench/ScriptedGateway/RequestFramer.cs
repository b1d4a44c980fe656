using System.Buffers.Text;
using System.Globalization;

namespace SmoothOperator.Bench.Gateway;

/// <summary>Finds where an HTTP/1.1 request ends: no body, a body of known length, or a chunked one.</summary>
internal static class RequestFramer
{
    /// <returns>Whether the whole request is in <paramref name="buffer"/>; then <paramref name="length"/> is its length in bytes.</returns>
    public static bool TryMeasure(ReadOnlySpan<byte> buffer, out int length)
    {
        length = 0;
        var head = buffer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return false;
        var body = head + 4;
        var headers = buffer[..head];
        if (Header(headers, "\r\nContent-Length:"u8) is { IsEmpty: false } size)
        {
            length = Utf8Parser.TryParse(size, out int bytes, out _) && bytes >= 0 ? body + bytes : body;
            return buffer.Length >= length;
        }

        if (Header(headers, "\r\nTransfer-Encoding:"u8).IsEmpty)
        {
            length = body;
            return true;
        }

        return TryMeasureChunks(buffer, body, out length);
    }

    private static bool TryMeasureChunks(ReadOnlySpan<byte> buffer, int position, out int length)
    {
        length = 0;
        while (true)
        {
            var line = buffer[position..].IndexOf("\r\n"u8);
            if (line < 0 || !int.TryParse(buffer.Slice(position, line), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var size) || size < 0)
                return false;
            position += line + 2 + size + 2;
            if (position > buffer.Length)
                return false;
            if (size == 0)
            {
                length = position;
                return true;
            }
        }
    }

    private static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> name)
    {
        // HttpClient and the load generator both write header names in this casing.
        var at = headers.IndexOf(name);
        if (at < 0)
            return default;
        var value = headers[(at + name.Length)..];
        var end = value.IndexOf("\r\n"u8);
        return (end < 0 ? value : value[..end]).Trim((byte)' ');
    }
}
