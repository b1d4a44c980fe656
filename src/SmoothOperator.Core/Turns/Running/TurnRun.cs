using Microsoft.Extensions.AI;
using SmoothOperator.Knowledge;

namespace SmoothOperator.Turns.Running;

/// <summary>What one run of a turn works with.</summary>
internal sealed class TurnRun
{
    public required IChatClient Client { get; init; }

    public required List<ChatMessage> Messages { get; init; }

    public required ChatOptions Options { get; init; }

    public required ToolSet ToolSet { get; init; }

    public required ToolCalls Tools { get; init; }

    public required int MaxIterations { get; init; }

    public required IReadOnlyList<string> ContextChunkIds { get; init; }

    /// <summary>The automatic context, for citations.</summary>
    public required IReadOnlyList<RetrievedPassage> Context { get; init; }
}
