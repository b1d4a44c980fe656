using System.Buffers;
using System.Buffers.Binary;

namespace SmoothOperator.Bench.Relay;

/// <summary>Writes unmasked frames straight into the connection's output.</summary>
internal static class ServerFrame
{
    private const int LargestHeader = 4;

    public static int SizeOf(int payload) => payload + (payload < 126 ? 2 : LargestHeader);

    /// <summary>Writes the header of a frame of at most 65 535 bytes.</summary>
    /// <returns>The header's length.</returns>
    public static int WriteHeader(Span<byte> destination, FrameKind kind, int payload)
    {
        destination[0] = (byte)(0x80 | (int)kind);
        if (payload < 126)
        {
            destination[1] = (byte)payload;
            return 2;
        }

        destination[1] = 126;
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], checked((ushort)payload));
        return LargestHeader;
    }

    public static void Write(IBufferWriter<byte> output, FrameKind kind, ReadOnlySpan<byte> payload)
    {
        var span = output.GetSpan(SizeOf(payload.Length));
        var header = WriteHeader(span, kind, payload.Length);
        payload.CopyTo(span[header..]);
        output.Advance(header + payload.Length);
    }
}
