using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace SmoothOperator.Bench.Relay;

/// <summary>A whole masked frame at the start of a buffer: where its payload is and how long it is in all.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ClientFrame(FrameKind Kind, int PayloadStart, int Length)
{
    private const int MaskLength = 4;

    /// <summary>Finds and unmasks the first frame. Fragments and 64-bit lengths are not supported: the load generator sends neither.</summary>
    public static bool TryRead(Span<byte> buffer, out ClientFrame frame)
    {
        frame = default;
        if (buffer.Length < 2)
            return false;
        var size = buffer[1] & 0x7F;
        var mask = 2;
        if (size == 127)
            throw new IOException("frame over 64 KiB");
        if (size == 126)
        {
            if (buffer.Length < 4)
                return false;
            size = BinaryPrimitives.ReadUInt16BigEndian(buffer[2..]);
            mask = 4;
        }

        var start = mask + MaskLength;
        if (buffer.Length < start + size)
            return false;
        Unmask(buffer.Slice(start, size), buffer.Slice(mask, MaskLength));
        frame = new((FrameKind)(buffer[0] & 0x0F), start, start + size);
        return true;
    }

    private static void Unmask(Span<byte> payload, ReadOnlySpan<byte> mask)
    {
        var word = BinaryPrimitives.ReadUInt32LittleEndian(mask);
        var whole = payload.Length & ~7;
        var pair = word | ((ulong)word << 32);
        for (var i = 0; i < whole; i += 8)
            BinaryPrimitives.WriteUInt64LittleEndian(payload[i..], BinaryPrimitives.ReadUInt64LittleEndian(payload[i..]) ^ pair);
        for (var i = whole; i < payload.Length; i++)
            payload[i] ^= mask[i & 3];
    }
}
