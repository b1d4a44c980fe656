using Microsoft.Extensions.AI;

namespace SmoothOperator.Models;

/// <summary>Gives the model that an organization's turns run on.</summary>
public interface IChatClientSource
{
    /// <summary>A shared client, not to be disposed by the caller; <see langword="null"/> when no model is available.</summary>
    /// <param name="organizationId">The organization whose turn it is.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    ValueTask<IChatClient?> GetAsync(string organizationId, CancellationToken cancellationToken);
}
