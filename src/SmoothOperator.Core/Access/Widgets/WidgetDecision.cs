namespace SmoothOperator.Access.Widgets;

/// <summary>Whether a session may be opened, and for whom.</summary>
public sealed record WidgetDecision
{
    /// <summary>No policy stands in the way, and none says anything.</summary>
    public static WidgetDecision Free { get; } = new();

    internal static WidgetDecision AgentNotAuthorized { get; } = new() { Code = "AGENT_NOT_AUTHORIZED", Message = "this agent is not registered for embedding" };

    internal static WidgetDecision OriginNotAllowed { get; } = new() { Code = "ORIGIN_NOT_ALLOWED", Message = "this origin is not allowed to embed this agent" };

    internal static WidgetDecision AuthContextInvalid { get; } = new() { Code = "AUTH_CONTEXT_INVALID", Message = "authContext signature failed verification" };

    /// <summary>The session may be opened.</summary>
    public bool IsAllowed => Code is null;

    /// <summary>The tenant the policy names, if any.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>The user the site vouched for, verified, if any.</summary>
    public string? UserId { get; init; }

    /// <summary>The protocol's code of a refusal; null if allowed.</summary>
    public string? Code { get; init; }

    /// <summary>The protocol's text of a refusal; null if allowed.</summary>
    public string? Message { get; init; }
}
