using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SmoothOperator.Knowledge;

/// <summary>Names passages and contents by their SHA-256.</summary>
internal static class ChunkId
{
    private const int HashCharacters = 16;

    /// <summary>Document id, <c>#</c>, ordinal, <c>-</c>, the first 16 hex digits of the text's hash.</summary>
    public static string Of(string documentId, int ordinal, string text) =>
        string.Create(CultureInfo.InvariantCulture, $"{documentId}#{ordinal}-{HashOf(text).AsSpan(0, HashCharacters)}");

    /// <summary>SHA-256 of the text's UTF-8, lower-case hex.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
