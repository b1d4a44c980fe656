using Microsoft.Extensions.AI;

namespace SmoothOperator.Models;

/// <summary>One model for every organization.</summary>
/// <param name="client">Not disposed here.</param>
public sealed class FixedChatClientSource(IChatClient client) : IChatClientSource
{
    /// <inheritdoc/>
    public ValueTask<IChatClient?> GetAsync(string organizationId, CancellationToken cancellationToken) => ValueTask.FromResult<IChatClient?>(client);
}
