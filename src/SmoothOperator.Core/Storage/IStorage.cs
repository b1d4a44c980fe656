namespace SmoothOperator.Storage;

/// <summary>The stores of one backend.</summary>
public interface IStorage : IAsyncDisposable
{
    /// <summary>The backend's name as configured: <c>memory</c>, <c>sqlite</c>, …</summary>
    string Name { get; }

    /// <summary>Conversations, sessions and the message log.</summary>
    IConversationStore Conversations { get; }

    /// <summary>Turns and their steps; the only writer of messages.</summary>
    ITurnStore Turns { get; }

    /// <summary>Documents and search.</summary>
    IKnowledgeStore Knowledge { get; }

    /// <summary>Opens the backend and brings its schema up to date. Called once, before anything else.</summary>
    /// <exception cref="StorageException">It cannot be opened.</exception>
    Task OpenAsync(CancellationToken cancellationToken);
}
