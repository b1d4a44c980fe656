using Microsoft.Extensions.AI;

namespace SmoothOperator.Tools;

/// <summary>Gives a turn its tools. Asked anew for every run of a turn; of two tools with one name the later provider's wins.</summary>
public interface IToolProvider
{
    /// <summary>The tools for one turn. A tool that writes should be an <see cref="ApprovalRequiredAIFunction"/> or be named by the operator for confirmation.</summary>
    /// <param name="context">Whose turn it is.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<IReadOnlyList<AIFunction>> GetToolsAsync(ToolContext context, CancellationToken cancellationToken);
}
