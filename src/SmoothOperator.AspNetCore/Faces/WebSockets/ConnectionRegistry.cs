using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace SmoothOperator.AspNetCore.Faces.WebSockets;

/// <summary>The open sockets of this process: counts them, sends signs of life to those that wait, and sees them off when the server stops.</summary>
internal sealed class ConnectionRegistry(IOptions<SmoothOperatorOptions> options, TimeProvider time) : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<WebSocketSession, bool> _sessions = new();
    private readonly int _limit = options.Value.Connections.Max;
    private int _count;
    private volatile bool _isStopping;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Takes a place for a connection. False when there is none.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _count) <= _limit && !_isStopping)
            return true;
        Interlocked.Decrement(ref _count);
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _count);

    public void Add(WebSocketSession session) => _sessions[session] = true;

    public void Remove(WebSocketSession session) => _sessions.TryRemove(session, out _);

    /// <summary>Sends a sign of life for each turn that was silent for too long, and pings peers.</summary>
    public void KeepAlive()
    {
        foreach (var (session, _) in _sessions)
        {
            session.Ping(PingEvery);
            foreach (var subscription in session.Connection.Subscriptions)
                subscription.KeepAlive(Silence);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Idle sockets close at once; a socket with a running turn after its terminal event, or when patience ends. Before the web server stops, which would wait for them.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _isStopping = true;
        return Task.WhenAll(_sessions.Keys.Select(session => session.StopAsync(options.Value.Turns.DrainTime)));
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                KeepAlive();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }
}
