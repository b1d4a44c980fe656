using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace SmoothOperator.Access.Widgets;

/// <summary>A user whom an embedding site vouches for (<c>authContext</c> of a frame). A part that was missing or of another type is null.</summary>
/// <param name="UserId">The user, as the site names them.</param>
/// <param name="Signature">Hex of HMAC-SHA256 over <c>userId:timestamp</c> with the policy's key.</param>
/// <param name="Timestamp">When it was signed, in Unix seconds.</param>
public sealed record SignedUser(string? UserId, string? Signature, long? Timestamp)
{
    /// <summary>How far the site's clock and ours may be apart, in seconds.</summary>
    public const int WindowSeconds = 60;

    /// <summary>Whether the signature is the site's and fresh. The comparison takes the same time whatever is wrong.</summary>
    /// <param name="key">The policy's key; without one nothing is valid.</param>
    /// <param name="now">The time.</param>
    public bool IsValid(string? key, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(key) || UserId is null || Signature is not { Length: 2 * HMACSHA256.HashSizeInBytes } || Timestamp is not { } timestamp)
            return false;
        var seconds = now.ToUnixTimeSeconds();
        if (timestamp < seconds - WindowSeconds || timestamp > seconds + WindowSeconds)
            return false;
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (Convert.FromHexString(Signature, given, out _, out _) != OperationStatus.Done)
            return false;
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{UserId}:{timestamp}"));
        return CryptographicOperations.FixedTimeEquals(given, expected);
    }
}
