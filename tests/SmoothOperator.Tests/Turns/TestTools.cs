using Microsoft.Extensions.AI;
using SmoothOperator.Tools;

namespace SmoothOperator.Tests.Turns;

/// <summary>Gives the tools of a test, and remembers on whose behalf they were asked for.</summary>
internal sealed class TestTools(IReadOnlyList<AIFunction> tools) : IToolProvider
{
    public List<ToolContext> Asked { get; } = [];

    public ValueTask<IReadOnlyList<AIFunction>> GetToolsAsync(ToolContext context, CancellationToken cancellationToken)
    {
        Asked.Add(context);
        return new(tools);
    }
}
