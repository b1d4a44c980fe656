using Microsoft.Extensions.AI;
using SmoothOperator.Tools;

namespace SmoothOperator.Turns.Running;

/// <summary>The tools of one run of a turn, by name, and which of them a person must approve.</summary>
internal sealed class ToolSet
{
    private readonly Dictionary<string, AIFunction> _tools = new(StringComparer.Ordinal);
    private readonly IEnumerable<string> _confirmPatterns;

    public ToolSet(IEnumerable<AIFunction> tools, IReadOnlyList<string>? allowed, IEnumerable<string> confirmPatterns)
    {
        _confirmPatterns = confirmPatterns;
        foreach (var tool in tools)
        {
            if (allowed is null || allowed.Contains(tool.Name, StringComparer.Ordinal))
                _tools[tool.Name] = tool;
        }

        Declarations = [.. _tools.Values];
    }

    /// <summary>What the model is offered.</summary>
    public IList<AITool> Declarations { get; }

    public AIFunction? Find(string name) => _tools.GetValueOrDefault(name);

    /// <summary>A tool is held for approval when it says so or when its name contains one of the operator's patterns.</summary>
    public bool IsGated(AIFunction tool) =>
        ToolTraits.Of(tool).RequiresConfirmation || _confirmPatterns.Any(pattern => tool.Name.Contains(pattern, StringComparison.Ordinal));
}
