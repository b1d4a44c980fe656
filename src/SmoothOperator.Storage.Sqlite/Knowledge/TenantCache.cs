namespace SmoothOperator.Storage.Sqlite.Knowledge;

/// <summary>
/// One tenant's documents in memory: loaded by the first search, then kept up to date by every commit, in order. Commits that happen during the load are applied after it; applying
/// one that the load has seen already changes nothing.
/// </summary>
internal sealed class TenantCache(Func<Task<Dictionary<long, CachedDocument>>> load)
{
    private readonly Lock _gate = new();
    private readonly List<KnowledgeChange> _duringLoad = [];
    private Dictionary<long, CachedDocument>? _documents;
    private TenantSnapshot? _snapshot;
    private Task? _loading;

    public Task<TenantSnapshot> GetAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_documents is not null)
                return Task.FromResult(SnapshotUnsynchronized(_documents));
            _loading ??= Task.Run(LoadAsync, CancellationToken.None);
            return WaitAsync(_loading, cancellationToken);
        }
    }

    public void Apply(KnowledgeChange change)
    {
        lock (_gate)
        {
            if (_documents is not null)
                ApplyUnsynchronized(_documents, change);
            else if (_loading is not null)
                _duringLoad.Add(change);
        }
    }

    private async Task<TenantSnapshot> WaitAsync(Task loading, CancellationToken cancellationToken)
    {
        await loading.WaitAsync(cancellationToken);
        lock (_gate)
            return SnapshotUnsynchronized(_documents!);
    }

    private async Task LoadAsync()
    {
        try
        {
            var documents = await load();
            lock (_gate)
            {
                foreach (var change in _duringLoad)
                    ApplyUnsynchronized(documents, change);
                _documents = documents;
            }
        }
        finally
        {
            lock (_gate)
            {
                _duringLoad.Clear();
                _loading = null;
            }
        }
    }

    private void ApplyUnsynchronized(Dictionary<long, CachedDocument> documents, KnowledgeChange change)
    {
        if (change.Removed is { } removed)
            documents.Remove(removed);
        if (change.Added is { } added)
            documents[added.Number] = added;
        _snapshot = null;
    }

    private TenantSnapshot SnapshotUnsynchronized(Dictionary<long, CachedDocument> documents) => _snapshot ??= new TenantSnapshot(documents);
}
