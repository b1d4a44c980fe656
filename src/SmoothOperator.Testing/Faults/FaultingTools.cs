using Microsoft.Extensions.AI;
using SmoothOperator.Tools;

namespace SmoothOperator.Testing.Faults;

/// <summary>Tools that fail as planned.</summary>
/// <param name="inner">Gives the tools that do the work.</param>
/// <param name="plan">What goes wrong.</param>
public sealed class FaultingTools(IToolProvider inner, FaultPlan plan) : IToolProvider
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<AIFunction>> GetToolsAsync(ToolContext context, CancellationToken cancellationToken) =>
        [.. (await inner.GetToolsAsync(context, cancellationToken)).Select(tool => new FaultingTool(tool, plan))];
}
