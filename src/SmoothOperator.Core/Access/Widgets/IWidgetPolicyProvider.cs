namespace SmoothOperator.Access.Widgets;

/// <summary>Knows which sites may embed which agent. Without one, every site may embed every agent.</summary>
public interface IWidgetPolicyProvider
{
    /// <summary>The policy of an agent, or null if it has none. An exception denies: what cannot be looked up is not allowed.</summary>
    /// <param name="agentId">The agent, as the client named it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<WidgetPolicy?> GetAsync(string agentId, CancellationToken cancellationToken);
}
