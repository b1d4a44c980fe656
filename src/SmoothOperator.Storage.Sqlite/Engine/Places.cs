using System.Diagnostics.CodeAnalysis;

namespace SmoothOperator.Storage.Sqlite.Engine;

/// <summary>A limited number of places, waited for no longer than a limit.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A semaphore whose wait handle nobody asks for holds nothing.")]
internal sealed class Places(int count, TimeSpan limit, TimeProvider time, string what)
{
    private readonly SemaphoreSlim _free = new(count, count);

    public bool TryTake() => _free.Wait(0);

    /// <exception cref="StorageException">None became free in time.</exception>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await _free.WaitAsync(either.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StorageException($"{what} did not become free within {limit.TotalSeconds:0.###} s.", e);
        }
    }

    public void GiveBack(int places = 1) => _free.Release(places);
}
