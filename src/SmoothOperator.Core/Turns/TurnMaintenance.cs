using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SmoothOperator.Storage;

namespace SmoothOperator.Turns;

/// <summary>
/// Opens the storage and takes over what a dead process left before clients are let in; then, once a second, denies parks whose deadline passed and forgets what nobody waits for; at the end lets running turns finish.
/// </summary>
internal sealed partial class TurnMaintenance(IStorage storage, TurnService turns, IOptions<SmoothOperatorOptions> options, TimeProvider time, ILogger<TurnMaintenance> logger)
    : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public Task StartingAsync(CancellationToken cancellationToken) => storage.OpenAsync(cancellationToken);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await turns.TakeOverAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await turns.StopAsync(options.Value.Turns.DrainTime);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, time);
        var tidiedAt = time.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                turns.ForgetOld();
                await GuardAsync(turns.ExpireParksAsync(stoppingToken));
                if (time.GetElapsedTime(tidiedAt) >= Hour)
                {
                    tidiedAt = time.GetTimestamp();
                    await GuardAsync(turns.TidyAsync(options.Value.Turns.Retention, stoppingToken));
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task GuardAsync(Task work)
    {
        try
        {
            await work;
        }
        catch (StorageException failure)
        {
            LogStorageFailure(failure);
        }
    }

    [LoggerMessage(EventId = 1301, Level = LogLevel.Warning, Message = "The storage failed during maintenance; the next round tries again.")]
    private partial void LogStorageFailure(Exception failure);
}
