using SmoothOperator.Knowledge;
using SmoothOperator.Storage;
using SmoothOperator.Storage.Memory;

namespace SmoothOperator.Testing;

/// <summary>A storage whose calls a test can watch, hold up or fail. The hooks are asked with the method's name, such as <c>BeginAsync</c>; what they throw, the call throws.</summary>
public sealed class InterceptedStorage : IStorage
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _done = new(StringComparer.Ordinal);
    private readonly IStorage _inner;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Puts hooks around a storage.</summary>
    /// <param name="inner">The storage; disposed with this one.</param>
    public InterceptedStorage(IStorage inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        _inner = inner;
        Conversations = new InterceptedConversationStore(inner.Conversations, this);
        Turns = new InterceptedTurnStore(inner.Turns, this);
    }

    /// <summary>Puts hooks around an empty storage in memory.</summary>
    public static InterceptedStorage InMemory() => new(new MemoryStorage(new MemoryKnowledgeStore()));

    /// <summary>Runs before a call reaches the storage; the wait for it ends when the caller's does.</summary>
    public Func<string, Task>? Before { get; set; }

    /// <summary>Runs after the storage has done the call, before its caller hears of it; a caller that stops waiting does not undo the call.</summary>
    public Func<string, Task>? After { get; set; }

    /// <inheritdoc/>
    public string Name => _inner.Name;

    /// <inheritdoc/>
    public IConversationStore Conversations { get; }

    /// <inheritdoc/>
    public ITurnStore Turns { get; }

    /// <inheritdoc/>
    public IKnowledgeStore Knowledge => _inner.Knowledge;

    /// <inheritdoc/>
    public Task OpenAsync(CancellationToken cancellationToken) => _inner.OpenAsync(cancellationToken);

    /// <summary>Fails every call of these names from now on, until told otherwise.</summary>
    public void Fail(params string[] calls) =>
        Before = call => calls.Contains(call, StringComparer.Ordinal) ? Task.FromException(new StorageException($"secret-detail: {call} was made to fail")) : Task.CompletedTask;

    /// <summary>Lets every call through again.</summary>
    public void Heal() => Before = null;

    /// <summary>How often a call was done.</summary>
    public int CountOf(string call)
    {
        lock (_gate)
            return _done.GetValueOrDefault(call);
    }

    /// <summary>Waits until a call was done so often since the storage was made.</summary>
    /// <exception cref="TimeoutException">It was not, within 20 s.</exception>
    public async Task WaitForAsync(string call, int count = 1)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_done.GetValueOrDefault(call) >= count)
                    return;
                changed = _changed.Task;
            }

            await changed.WaitAsync(Patience, TimeProvider.System);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _inner.DisposeAsync();

    internal async Task<T> CallAsync<T>(string name, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        if (Before is { } before)
            await before(name).WaitAsync(cancellationToken);
        var result = await call();
        Note(name);
        if (After is { } after)
            await after(name).WaitAsync(cancellationToken);
        return result;
    }

    private void Note(string name)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _done[name] = _done.GetValueOrDefault(name) + 1;
            (changed, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
    }
}
