using Microsoft.Extensions.AI;

namespace SmoothOperator.Tools;

/// <summary>The call a tool runs for; found in <see cref="AIFunctionArguments.Context"/> under the key <c>typeof(ToolCallContext)</c>.</summary>
/// <param name="TurnId">The turn.</param>
/// <param name="CallId">The call.</param>
public sealed record ToolCallContext(string TurnId, string CallId)
{
    /// <summary>The same for every attempt at this call.</summary>
    public string IdempotencyKey => $"{TurnId}:{CallId}";

    /// <summary>The context of a call's arguments, or null outside a turn.</summary>
    public static ToolCallContext? Of(AIFunctionArguments arguments) =>
        arguments.Context is { } context && context.TryGetValue(typeof(ToolCallContext), out var value) ? value as ToolCallContext : null;
}
