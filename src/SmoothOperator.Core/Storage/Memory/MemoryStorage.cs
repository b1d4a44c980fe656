namespace SmoothOperator.Storage.Memory;

/// <summary>Everything in this process's memory; lost when it ends. For tests, demonstrations and hosts that need nothing kept.</summary>
public sealed class MemoryStorage : IStorage
{
    /// <summary>Makes an empty storage.</summary>
    /// <param name="knowledge">Where documents live; disposed with this storage when it can be.</param>
    public MemoryStorage(IKnowledgeStore knowledge)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        var ledger = new Ledger();
        Conversations = new MemoryConversationStore(ledger);
        Turns = new MemoryTurnStore(ledger);
        Knowledge = knowledge;
    }

    /// <inheritdoc/>
    public string Name => "memory";

    /// <inheritdoc/>
    public IConversationStore Conversations { get; }

    /// <inheritdoc/>
    public ITurnStore Turns { get; }

    /// <inheritdoc/>
    public IKnowledgeStore Knowledge { get; }

    /// <inheritdoc/>
    public Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Knowledge is IAsyncDisposable asynchronous)
            await asynchronous.DisposeAsync();
        else if (Knowledge is IDisposable disposable)
            disposable.Dispose();
    }
}
