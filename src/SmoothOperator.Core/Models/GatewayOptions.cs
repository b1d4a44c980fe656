namespace SmoothOperator.Models;

/// <summary>How to reach an OpenAI-compatible model gateway, and how long to wait for it.</summary>
public sealed class GatewayOptions
{
    /// <summary>Absolute <c>http</c> or <c>https</c> address that already includes <c>/v1</c>; a trailing slash and a query are kept meaningful.</summary>
    public required string BaseUrl { get; init; }

    /// <summary>Longest wait for a TCP and TLS connection.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest silence before and between events of a stream; comments do not count as events.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Longest duration of one call, from the request to the last event, retries included.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>Longest silence after a finish reason, where only usage and <c>[DONE]</c> can follow; then the reply counts as complete.</summary>
    public TimeSpan TrailerTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a call is made again when it failed before its first update; 0 to 10.</summary>
    public int MaxRetries { get; init; } = 3;

    /// <summary>The wait before the first retry; it doubles, with jitter.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The longest <c>Retry-After</c> that is waited for; a longer one fails the call at once.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The largest single event of a stream, in bytes; a larger one fails the call.</summary>
    public int MaxEventBytes { get; init; } = 1024 * 1024;

    /// <summary>Checks every value.</summary>
    /// <exception cref="InvalidOperationException">A value is out of its range; the message names it and the limit.</exception>
    public void Validate()
    {
        _ = Endpoint();
        RequirePositive(ConnectTimeout, nameof(ConnectTimeout));
        RequirePositive(IdleTimeout, nameof(IdleTimeout));
        RequirePositive(CallTimeout, nameof(CallTimeout));
        RequirePositive(TrailerTimeout, nameof(TrailerTimeout));
        RequirePositive(RetryDelay, nameof(RetryDelay));
        RequirePositive(MaxRetryAfter, nameof(MaxRetryAfter));
        if (MaxRetries is < 0 or > 10)
            throw new InvalidOperationException($"{nameof(MaxRetries)} must be 0 to 10.");
        if (MaxEventBytes is < 1024 or > 64 * 1024 * 1024)
            throw new InvalidOperationException($"{nameof(MaxEventBytes)} must be 1024 to {64 * 1024 * 1024}.");
    }

    /// <summary>The address of <c>chat/completions</c> under <see cref="BaseUrl"/>.</summary>
    internal Uri Endpoint()
    {
        if (!Uri.TryCreate(BaseUrl, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new InvalidOperationException($"{nameof(BaseUrl)} must be an absolute http or https address.");
        return new UriBuilder(address) { Path = address.AbsolutePath.TrimEnd('/') + "/chat/completions", Fragment = "" }.Uri;
    }

    private static void RequirePositive(TimeSpan value, string name)
    {
        if (value <= TimeSpan.Zero || value > TimeSpan.FromDays(1))
            throw new InvalidOperationException($"{name} must be more than zero and at most one day.");
    }
}
