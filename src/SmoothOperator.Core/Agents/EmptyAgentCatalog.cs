namespace SmoothOperator.Agents;

/// <summary>A catalog that knows no agent: every agent uses the server's defaults.</summary>
public sealed class EmptyAgentCatalog : IAgentCatalog
{
    /// <inheritdoc/>
    public ValueTask<AgentProfile?> GetAgentAsync(string organizationId, string agentId, CancellationToken cancellationToken) => default;

    /// <inheritdoc/>
    public ValueTask<string?> GetPersonaAsync(string organizationId, CancellationToken cancellationToken) => default;
}
