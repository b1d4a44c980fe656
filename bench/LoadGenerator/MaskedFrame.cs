using System.Buffers.Binary;
using System.Text;

namespace SmoothOperator.Bench.Load;

/// <summary>Renders client frames.</summary>
internal static class MaskedFrame
{
    /// <summary>A text frame of at most 65 535 bytes. The mask is zero: valid, and the server's work is the same.</summary>
    public static byte[] Text(string json)
    {
        var payload = Encoding.UTF8.GetBytes(json);
        var header = payload.Length < 126 ? 2 : 4;
        var frame = new byte[header + 4 + payload.Length];
        frame[0] = 0x81;
        if (payload.Length < 126)
        {
            frame[1] = (byte)(0x80 | payload.Length);
        }
        else
        {
            frame[1] = 0x80 | 126;
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), checked((ushort)payload.Length));
        }

        payload.CopyTo(frame.AsSpan(header + 4));
        return frame;
    }
}
