using System.Text.Json.Serialization;

namespace SmoothOperator.Access.Widgets;

/// <summary>Which sites may embed an agent, and how they vouch for their users. In JSON its keys are snake_case.</summary>
public sealed class WidgetPolicy
{
    /// <summary>Origins that may: <c>*</c>, an exact origin, or <c>scheme://*.suffix</c> (the suffix itself and everything below it). None: nobody may.</summary>
    [JsonPropertyName("allowed_origins")]
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>The secret that the embedding site signs its users with (HMAC-SHA256); null if it may not vouch for anyone. The name is the protocol's.</summary>
    [JsonPropertyName("public_key")]
    public string? PublicKey { get; init; }

    /// <summary>The tenant of sessions made through this policy; null for the server's own.</summary>
    [JsonPropertyName("organization_id")]
    public string? OrganizationId { get; init; }

    /// <summary>Whether a page of this origin may embed the agent.</summary>
    /// <param name="origin">The <c>Origin</c> header as sent; null or empty if there was none, which only <c>*</c> allows.</param>
    public bool AllowsOrigin(string? origin) => AllowedOrigins.Any(pattern => Matches(pattern, origin ?? ""));

    private static bool Matches(string pattern, string origin)
    {
        if (pattern == "*" || string.Equals(pattern, origin, StringComparison.Ordinal))
            return pattern.Length > 0;
        const string Wildcard = "://*.";
        var wildcard = pattern.IndexOf(Wildcard, StringComparison.Ordinal);
        if (wildcard <= 0)
            return false;
        var (scheme, suffix) = (pattern[..wildcard] + "://", pattern[(wildcard + Wildcard.Length)..]);
        if (suffix.Length == 0 || !origin.StartsWith(scheme, StringComparison.Ordinal))
            return false;
        var host = origin[scheme.Length..];
        return string.Equals(host, suffix, StringComparison.Ordinal) || host.EndsWith($".{suffix}", StringComparison.Ordinal);
    }
}
