namespace SmoothOperator.Agents;

/// <summary>Knows the agents of a host. Asked at the start and at every resumption of a turn.</summary>
public interface IAgentCatalog
{
    /// <summary>The agent's profile, or null for an agent it does not know: that one uses the defaults. An exception fails the turn.</summary>
    ValueTask<AgentProfile?> GetAgentAsync(string organizationId, string agentId, CancellationToken cancellationToken);

    /// <summary>The tenant's own persona, used by agents without instructions, or null.</summary>
    ValueTask<string?> GetPersonaAsync(string organizationId, CancellationToken cancellationToken);
}
