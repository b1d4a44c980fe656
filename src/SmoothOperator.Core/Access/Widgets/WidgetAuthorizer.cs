namespace SmoothOperator.Access.Widgets;

/// <summary>Decides whether a page may open a session with an agent.</summary>
/// <param name="provider">The policies; null: there are none.</param>
/// <param name="isStrict">An agent without a policy is refused.</param>
/// <param name="timeProvider">The clock that signatures are held against.</param>
public sealed class WidgetAuthorizer(IWidgetPolicyProvider? provider, bool isStrict, TimeProvider timeProvider)
{
    /// <summary>Decides. A signed user counts only under a policy; without one nobody could have checked it.</summary>
    /// <param name="agentId">The agent.</param>
    /// <param name="origin">The <c>Origin</c> header of the connection; null if there was none.</param>
    /// <param name="user">The frame's <c>authContext</c> in whatever form, also JSON null; null only if the frame had none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async ValueTask<WidgetDecision> AuthorizeAsync(string agentId, string? origin, SignedUser? user, CancellationToken cancellationToken)
    {
        var policy = provider is null ? null : await provider.GetAsync(agentId, cancellationToken);
        if (policy is null)
            return isStrict ? WidgetDecision.AgentNotAuthorized : WidgetDecision.Free;
        if (!policy.AllowsOrigin(origin))
            return WidgetDecision.OriginNotAllowed;
        if (user is not null && !user.IsValid(policy.PublicKey, timeProvider.GetUtcNow()))
            return WidgetDecision.AuthContextInvalid;

        // An empty id is signed but names nobody.
        return new() { OrganizationId = policy.OrganizationId, UserId = string.IsNullOrEmpty(user?.UserId) ? null : user.UserId };
    }
}
