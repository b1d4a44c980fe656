using SmoothOperator.Storage;

namespace SmoothOperator.Testing.Faults;

/// <summary>A backend whose conversations and turns fail as planned.</summary>
/// <param name="inner">The backend that does the work; disposed with this one.</param>
/// <param name="plan">What goes wrong.</param>
public sealed class FaultingStorage(IStorage inner, FaultPlan plan) : IStorage
{
    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <inheritdoc/>
    public IConversationStore Conversations { get; } = new FaultingConversationStore(inner.Conversations, plan);

    /// <inheritdoc/>
    public ITurnStore Turns { get; } = new FaultingTurnStore(inner.Turns, plan);

    /// <inheritdoc/>
    public IKnowledgeStore Knowledge => inner.Knowledge;

    /// <inheritdoc/>
    public Task OpenAsync(CancellationToken cancellationToken) => inner.OpenAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
