namespace SmoothOperator.Models;

/// <summary>Finds the key with which an organization's model calls are made.</summary>
public interface IGatewayKeyResolver
{
    /// <summary>The key; <see langword="null"/> or blank when the organization has none, so that no model is available to it.</summary>
    /// <param name="organizationId">The organization whose turn it is.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    ValueTask<string?> ResolveAsync(string organizationId, CancellationToken cancellationToken);
}
