using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SmoothOperator.Testing;

/// <summary>A real HTTP server on a free loopback port that speaks the streaming API of OpenAI from a script, one reply for each request.</summary>
public sealed class StubGateway : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<StubReply> _script = new();
    private readonly ConcurrentQueue<StubRequest> _requests = new();
    private readonly SemaphoreSlim _arrived = new(0);

    private StubGateway(WebApplication app, TimeProvider time)
    {
        _app = app;
        _time = time;
    }

    /// <summary>What a client is configured with: the address, including <c>/v1</c>.</summary>
    public string BaseUrl { get; private set; } = "";

    /// <summary>The requests so far, oldest first.</summary>
    public IReadOnlyList<StubRequest> Requests => [.. _requests];

    /// <summary>Answers requests for which the script holds nothing; without it they get status 400.</summary>
    public Func<StubRequest, StubReply>? Fallback { get; set; }

    /// <summary>Starts a gateway.</summary>
    /// <param name="time">The clock of <see cref="StubReply.Delay"/>; the system's when not given.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<StubGateway> StartAsync(TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var gateway = new StubGateway(builder.Build(), time ?? TimeProvider.System);
        gateway._app.Run(gateway.AnswerAsync);
        await gateway._app.StartAsync(cancellationToken);
        gateway.BaseUrl = gateway._app.Urls.First() + "/v1";
        return gateway;
    }

    /// <summary>Adds replies to the end of the script.</summary>
    public StubGateway Reply(params StubReply[] replies)
    {
        foreach (var reply in replies)
            _script.Enqueue(reply);
        return this;
    }

    /// <summary>Waits for a request that no earlier call of this method waited for, at most ten seconds.</summary>
    /// <exception cref="TimeoutException">None came.</exception>
    public async Task WaitForRequestAsync(CancellationToken cancellationToken = default)
    {
        if (!await _arrived.WaitAsync(TimeSpan.FromSeconds(10), cancellationToken))
            throw new TimeoutException("No request reached the stub gateway.");
    }

    /// <summary>Ends all replies and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
        _arrived.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = await ReadAsync(context);
        _requests.Enqueue(request);
        _arrived.Release();
        var reply = _script.TryDequeue(out var scripted) ? scripted : Fallback?.Invoke(request) ?? StubReply.Fail(400, "nothing is scripted");
        using var aborted = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        using var notice = context.RequestAborted.Register(request.MarkAborted);
        try
        {
            await PlayAsync(context, reply, aborted.Token);
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            context.Abort();
        }
    }

    private async Task PlayAsync(HttpContext context, StubReply reply, CancellationToken aborted)
    {
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.ContentType;
        foreach (var (name, value) in reply.Headers)
            context.Response.Headers.Append(name, value);
        var exchange = new StubExchange(context, _time, aborted);
        foreach (var step in reply.Steps)
            await step(exchange);
    }

    private static async Task<StubRequest> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new StubRequest(context.Request.Path + context.Request.QueryString, headers, body.ToArray());
    }
}
