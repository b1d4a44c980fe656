using Microsoft.Extensions.AI;
using SmoothOperator.Tools;

namespace SmoothOperator.Testing;

/// <summary>The same tools for every turn.</summary>
/// <param name="tools">The tools.</param>
public sealed class FixedToolProvider(IReadOnlyList<AIFunction> tools) : IToolProvider
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AIFunction>> GetToolsAsync(ToolContext context, CancellationToken cancellationToken) => new(tools);
}
