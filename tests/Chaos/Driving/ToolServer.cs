using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SmoothOperator.Chaos.Histories;
using SmoothOperator.Chaos.Host;

namespace SmoothOperator.Chaos.Driving;

/// <summary>The service that the tools call. It lives in the driver, so that it counts what the killed server cannot.</summary>
internal sealed class ToolServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ToolEffect> _effects = new();
    private readonly ConcurrentDictionary<(string Tool, string Order), Func<Task>> _interruptions = new();

    private ToolServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapPost("/" + ChaosTools.Note, context => TakeEffectAsync(ChaosTools.Note, context));
        _app.MapPost("/" + ChaosTools.Charge, context => TakeEffectAsync(ChaosTools.Charge, context));
    }

    public Uri Address => new(_app.Urls.First());

    public static async Task<ToolServer> StartAsync(CancellationToken cancellationToken)
    {
        var server = new ToolServer();
        await server._app.StartAsync(cancellationToken);
        return server;
    }

    public IReadOnlyList<ToolEffect> EffectsOn(string order) => [.. _effects.Where(effect => effect.Order == order)];

    /// <summary>Does something once, after the next effect of a tool on an order and before its answer.</summary>
    public void Interrupt(string tool, string order, Func<Task> interruption) => _interruptions[(tool, order)] = interruption;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeEffectAsync(string tool, HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var order = body.RootElement.GetProperty("order").GetString()!;
        _effects.Enqueue(new ToolEffect(tool, order, context.Request.Headers["Idempotency-Key"].ToString()));
        if (_interruptions.TryRemove((tool, order), out var interruption))
            await interruption();
        await context.Response.WriteAsync($"{tool} done for {order}", CancellationToken.None);
    }
}
