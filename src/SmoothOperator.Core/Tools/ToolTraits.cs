using Microsoft.Extensions.AI;

namespace SmoothOperator.Tools;

/// <summary>What the engine must know of a tool; carried in <see cref="AITool.AdditionalProperties"/> under <see cref="Key"/>.</summary>
public sealed record ToolTraits
{
    /// <summary>Key of the additional property.</summary>
    public const string Key = "smooth-operator.tool";

    /// <summary>What is assumed of a tool that says nothing: it writes, and calling it twice does it twice.</summary>
    public static ToolTraits Default { get; } = new();

    /// <summary>A tool of ours that only reads: its calls run side by side and leave no step of their own.</summary>
    public static ToolTraits BuiltInReader { get; } = new() { IsBuiltInReader = true, IsIdempotent = true };

    /// <summary>It is ours and only reads.</summary>
    public bool IsBuiltInReader { get; init; }

    /// <summary>Calling it again with the same idempotency key does nothing twice.</summary>
    public bool IsIdempotent { get; init; }

    /// <summary>A person must approve each call.</summary>
    public bool RequiresConfirmation { get; init; }

    /// <summary>The traits of a tool.</summary>
    public static ToolTraits Of(AITool tool)
    {
        var traits = tool.AdditionalProperties.TryGetValue(Key, out var value) && value is ToolTraits declared ? declared : Default;
        return tool.GetService<ApprovalRequiredAIFunction>() is null ? traits : traits with { RequiresConfirmation = true };
    }
}
