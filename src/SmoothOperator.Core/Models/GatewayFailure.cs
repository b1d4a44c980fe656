namespace SmoothOperator.Models;

/// <summary>Turns an HTTP answer that is no success into a <see cref="ModelException"/>.</summary>
internal static class GatewayFailure
{
    public static bool IsTransient(int status) => status is 429 or (>= 500 and <= 599);

    public static async Task<ModelException> ReadAsync(HttpResponseMessage response, string key, TimeProvider time, CancellationToken cancellationToken) =>
        new($"The model gateway answered with status {(int)response.StatusCode}.")
        {
            Status = (int)response.StatusCode,
            Detail = await ProviderText.ReadAsync(response.Content, key, cancellationToken),
            RetryAfter = RetryAfter(response, time),
            IsTransient = IsTransient((int)response.StatusCode),
        };

    private static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider time)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
