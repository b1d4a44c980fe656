namespace SmoothOperator.Storage.Sqlite.Knowledge;

/// <summary>The tenants searched lately. When their vectors outgrow the limit, those searched longest ago are dropped, never the one being searched.</summary>
internal sealed class TenantCaches(Func<string, Task<Dictionary<long, CachedDocument>>> load, long byteLimit)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (TenantCache Cache, long Bytes, long LastUse)> _tenants = new(StringComparer.Ordinal);
    private long _uses;

    public async Task<TenantSnapshot> GetAsync(string organizationId, CancellationToken cancellationToken)
    {
        TenantCache cache;
        lock (_gate)
        {
            cache = _tenants.TryGetValue(organizationId, out var entry) ? entry.Cache : new TenantCache(() => load(organizationId));
            _tenants[organizationId] = (cache, entry.Bytes, ++_uses);
        }

        var snapshot = await cache.GetAsync(cancellationToken);
        Account(organizationId, cache, snapshot.VectorBytes);
        return snapshot;
    }

    public void Apply(KnowledgeChange change)
    {
        lock (_gate)
        {
            if (_tenants.TryGetValue(change.OrganizationId, out var entry))
                entry.Cache.Apply(change);
        }
    }

    private void Account(string organizationId, TenantCache cache, long bytes)
    {
        lock (_gate)
        {
            if (!_tenants.TryGetValue(organizationId, out var entry) || entry.Cache != cache || entry.Bytes == bytes)
                return;
            _tenants[organizationId] = entry with { Bytes = bytes };
            var total = _tenants.Values.Sum(tenant => tenant.Bytes);
            foreach (var (id, tenant) in _tenants.Where(tenant => tenant.Key != organizationId).OrderBy(tenant => tenant.Value.LastUse).ToArray())
            {
                if (total <= byteLimit)
                    return;
                _tenants.Remove(id);
                total -= tenant.Bytes;
            }
        }
    }
}
