namespace SmoothOperator.Access.Widgets;

/// <summary>Policies known beforehand.</summary>
/// <param name="policies">The policy of each agent id.</param>
public sealed class StaticWidgetPolicyProvider(IReadOnlyDictionary<string, WidgetPolicy> policies) : IWidgetPolicyProvider
{
    /// <inheritdoc/>
    public ValueTask<WidgetPolicy?> GetAsync(string agentId, CancellationToken cancellationToken) => new(policies.GetValueOrDefault(agentId));
}
