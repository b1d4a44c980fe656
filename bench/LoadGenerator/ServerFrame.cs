using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace SmoothOperator.Bench.Load;

/// <summary>A whole server frame at the start of a buffer.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly ref struct ServerFrame(int opcode, ReadOnlySpan<byte> payload, int length)
{
    public const int Text = 1;
    public const int Close = 8;

    public int Opcode { get; } = opcode;

    public ReadOnlySpan<byte> Payload { get; } = payload;

    /// <summary>Header and payload together, in bytes.</summary>
    public int Length { get; } = length;

    public static bool TryRead(ReadOnlySpan<byte> buffer, out ServerFrame frame)
    {
        frame = default;
        if (buffer.Length < 2)
            return false;
        if ((buffer[0] & 0x80) == 0)
            throw new TurnFailedException("a fragmented frame: the load generator reads whole ones only");
        long size = buffer[1] & 0x7F;
        var header = size switch { 126 => 4, 127 => 10, _ => 2 };
        if (buffer.Length < header)
            return false;
        if (size == 126)
            size = BinaryPrimitives.ReadUInt16BigEndian(buffer[2..]);
        else if (size == 127)
            size = BinaryPrimitives.ReadInt64BigEndian(buffer[2..]);
        if (buffer.Length - header < size)
            return false;
        frame = new(buffer[0] & 0x0F, buffer.Slice(header, (int)size), header + (int)size);
        return true;
    }
}
