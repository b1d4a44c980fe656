using Microsoft.Extensions.AI;
using SmoothOperator.Tools;
using SmoothOperator.Tools.Demo;

namespace SmoothOperator.Server.Serve;

/// <summary>The tools that come with the sample documents.</summary>
internal sealed class DemoTools : IToolProvider
{
    private static readonly AIFunction[] Tools = [new IssueRefundTool()];

    public ValueTask<IReadOnlyList<AIFunction>> GetToolsAsync(ToolContext context, CancellationToken cancellationToken) => new(Tools);
}
