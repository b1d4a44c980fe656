namespace SmoothOperator.Models;

/// <summary>One configured key for every organization.</summary>
/// <param name="key">Blank means none.</param>
public sealed class ConfiguredGatewayKeyResolver(string? key) : IGatewayKeyResolver
{
    /// <inheritdoc/>
    public ValueTask<string?> ResolveAsync(string organizationId, CancellationToken cancellationToken) =>
        ValueTask.FromResult(string.IsNullOrWhiteSpace(key) ? null : key.Trim());
}
