using System.Text.Json;

namespace SmoothOperator.Tools.Declared;

/// <summary>Takes secrets out of text that a service sent back, as they are and as JSON or an address would spell them.</summary>
internal sealed class SecretRedactor
{
    /// <summary>What is shorter is found in any text, and is no secret.</summary>
    private const int MinLength = 4;

    private readonly string[] _spellings;

    public SecretRedactor(IEnumerable<string> secrets) => _spellings =
        [.. secrets.Where(secret => secret.Length >= MinLength).SelectMany(Spellings).Distinct(StringComparer.Ordinal).OrderByDescending(spelling => spelling.Length)];

    public string Redact(string text) =>
        _spellings.Aggregate(text, (redacted, spelling) => redacted.Replace(spelling, "***", StringComparison.Ordinal));

    private static string[] Spellings(string secret) =>
        [secret, JsonEncodedText.Encode(secret).Value, secret.Replace("/", @"\/", StringComparison.Ordinal), Uri.EscapeDataString(secret)];
}
