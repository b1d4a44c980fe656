using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace SmoothOperator.Turns.Running;

/// <summary>The tasks of running turns: started here, awaited here, stopped here.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A cancellation source without a timer holds nothing, and turns may look at it until the process ends.")]
internal sealed class RunningTurns
{
    private readonly ConcurrentDictionary<TurnTask, bool> _tasks = new();
    private readonly CancellationTokenSource _stopping = new();

    public int Count => _tasks.Count;

    /// <summary>Starts a turn beside the caller.</summary>
    public void Start(Func<CancellationToken, Task> run)
    {
        var task = new TurnTask(run, this);
        _tasks[task] = true;
        ThreadPool.UnsafeQueueUserWorkItem(task, preferLocal: true);
    }

    public async Task StopAsync(TimeSpan patience, TimeProvider time)
    {
        try
        {
            await Task.WhenAll(_tasks.Keys.Select(task => task.Completion)).WaitAsync(patience, time);
        }
        catch (TimeoutException)
        {
            // What still runs is told to stop; its row says how far it came.
        }

        await _stopping.CancelAsync();
        await Task.WhenAll(_tasks.Keys.Select(task => task.Completion));
    }

    private sealed class TurnTask(Func<CancellationToken, Task> run, RunningTurns owner) : IThreadPoolWorkItem
    {
        private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Completion => _completion.Task;

        public void Execute() => _ = RunAsync();

        private async Task RunAsync()
        {
            try
            {
                await run(owner._stopping.Token);
            }
            finally
            {
                owner._tasks.TryRemove(this, out _);
                _completion.TrySetResult();
            }
        }
    }
}
