using System.Text;

namespace SmoothOperator.Models;

/// <summary>What a provider said when a call failed, made fit for the log.</summary>
internal static class ProviderText
{
    /// <summary>Bytes of an error body that are read; enough for <see cref="ModelException.MaxDetailLength"/> characters.</summary>
    private const int MaxBodyBytes = 16 * 1024;

    /// <summary>The text with the key masked, cut to the length of a detail.</summary>
    public static string Clean(string text, string key)
    {
        var masked = key.Length > 0 ? text.Replace(key, "***", StringComparison.Ordinal) : text;
        return masked.Length <= ModelException.MaxDetailLength ? masked : masked[..ModelException.MaxDetailLength];
    }

    /// <summary>The beginning of an error's body; empty when it cannot be read.</summary>
    public static async Task<string> ReadAsync(HttpContent content, string key, CancellationToken cancellationToken)
    {
        using var body = new PooledBuffer(MaxBodyBytes);
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            int read;
            do
            {
                read = await stream.ReadAsync(body.GetMemory()[..Math.Min(1024, MaxBodyBytes - body.WrittenMemory.Length)], cancellationToken);
                body.Advance(read);
            }
            while (read > 0 && body.WrittenMemory.Length < MaxBodyBytes);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            return "";
        }

        // A key that the limit cut in two would not be masked.
        var text = Encoding.UTF8.GetString(body.WrittenSpan);
        return Clean(body.WrittenMemory.Length < MaxBodyBytes ? text : text[..Math.Max(0, text.Length - key.Length)], key);
    }
}
