using System.Security.Cryptography;

namespace SmoothOperator;

/// <summary>Makes ids from the system's cryptographic random numbers, fetched in blocks: a turn makes several, and each fetch is a system call.</summary>
internal static class Uuid
{
    private const int Size = 16;
    private const int Block = 64 * Size;

    [ThreadStatic]
    private static byte[]? _random;

    [ThreadStatic]
    private static int _left;

    /// <summary>A UUID of version 7, lower-case with hyphens: ids made later sort later.</summary>
    public static string InTimeOrder(DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[Size];
        Fill(bytes);
        var milliseconds = now.ToUnixTimeMilliseconds();
        for (var i = 0; i < 6; i++)
            bytes[i] = (byte)(milliseconds >> (40 - (8 * i)));
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>Random hexadecimal digits, lower-case.</summary>
    public static string Hex(int bytes)
    {
        Span<byte> random = stackalloc byte[Size];
        Fill(random);
        return Convert.ToHexStringLower(random[..bytes]);
    }

    private static void Fill(Span<byte> target)
    {
        var random = _random ??= new byte[Block];
        if (_left < Size)
        {
            RandomNumberGenerator.Fill(random);
            _left = Block;
        }

        // Used numbers are wiped: nobody can read an id from memory before or after it was given out.
        var taken = random.AsSpan(_left -= Size, Size);
        taken.CopyTo(target);
        CryptographicOperations.ZeroMemory(taken);
    }
}
