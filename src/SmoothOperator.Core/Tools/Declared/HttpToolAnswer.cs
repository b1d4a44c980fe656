using System.Buffers;
using System.Text;

namespace SmoothOperator.Tools.Declared;

/// <summary>What a service answered, as far as a model may see it: at most 64 KiB, secrets taken out.</summary>
/// <param name="Text">The text, empty if there is none; null if it cannot be read as text.</param>
internal sealed record HttpToolAnswer(string? Text)
{
    /// <summary>More is read than is shown, so that a secret across the cut is still recognised.</summary>
    private const int MaxRead = ToolText.MaxBytes + (16 * 1024);

    /// <summary>The text.</summary>
    /// <exception cref="ToolException">It cannot be read.</exception>
    public string TextOrThrow() => Text ?? throw new ToolException("The service answered with something that is not text, or in an encoding that is not its own.");

    public static async Task<HttpToolAnswer> ReadAsync(HttpResponseMessage response, SecretRedactor secrets, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MaxRead + 1);
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            var length = await stream.ReadAtLeastAsync(buffer.AsMemory(0, MaxRead + 1), MaxRead + 1, throwOnEndOfStream: false, cancellationToken);
            var isBeginning = length > MaxRead;
            var text = secrets.Redact(Decode(response, buffer.AsSpan(0, Math.Min(length, MaxRead)), isBeginning));
            return new(isBeginning ? ToolText.CutBeginning(text) : ToolText.Cut(text));
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException or InvalidDataException)
        {
            // The wrong bytes for the charset (a DecoderFallbackException), an unknown charset, or a broken compression.
            return new((string?)null);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string Decode(HttpResponseMessage response, ReadOnlySpan<byte> bytes, bool isBeginning)
    {
        // A compression that the client knows has been undone and is no longer named.
        if (response.Content.Headers.ContentEncoding.Any(name => !string.Equals(name, "identity", StringComparison.OrdinalIgnoreCase)))
            throw new InvalidDataException();
        var charset = response.Content.Headers.ContentType?.CharSet?.Trim('"', ' ') is { Length: > 0 } name ? name : "utf-8";
        var encoding = Encoding.GetEncoding(charset, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        var preamble = encoding.Preamble;
        var body = preamble.Length > 0 && bytes.StartsWith(preamble) ? bytes[preamble.Length..] : bytes;
        var chars = new char[encoding.GetMaxCharCount(body.Length)];
        return new(chars, 0, encoding.GetDecoder().GetChars(body, chars, flush: !isBeginning));
    }
}
