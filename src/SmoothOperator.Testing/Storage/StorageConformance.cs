using SmoothOperator.Storage;
using Xunit;

namespace SmoothOperator.Testing.Storage;

/// <summary>What the conformance suites share: a fresh storage for every test.</summary>
public abstract class StorageConformance : IAsyncLifetime
{
    private IStorage? _storage;

    /// <summary>The storage under test.</summary>
    protected IStorage Storage => _storage ?? throw new InvalidOperationException("The storage exists only while a test runs.");

    /// <summary>Makes an opened storage with nothing in it; the suite disposes of it.</summary>
    protected abstract Task<IStorage> CreateStorageAsync();

    /// <inheritdoc/>
    public virtual async Task InitializeAsync() => _storage = await CreateStorageAsync();

    /// <inheritdoc/>
    public virtual async Task DisposeAsync()
    {
        if (_storage is not null)
            await _storage.DisposeAsync();
    }

    private protected Task<Scene> OpenSceneAsync(string organizationId = "org-1") => Scene.OpenAsync(Storage, organizationId);
}
