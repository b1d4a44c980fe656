using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmoothOperator.Knowledge;
using SmoothOperator.Models;
using SmoothOperator.Storage;
using SmoothOperator.Storage.Memory;
using SmoothOperator.Tools;

namespace SmoothOperator.Testing;

/// <summary>The whole server in this process, on a port of 127.0.0.1, reached only through real sockets.</summary>
public sealed class TestServer : IAsyncDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(60);

    private readonly WebApplication _app;
    private readonly FakeTimeProvider? _clock;
    private readonly IAsyncDisposable? _ownStorage;
    private Task? _stopping;

    private TestServer(WebApplication app, TestServerSetup setup, IStorage storage, ServerLog log)
    {
        _app = app;
        _clock = setup.Clock;
        _ownStorage = setup.Storage is null ? storage : null;
        Storage = storage;
        Log = log;
        var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        HttpAddress = new Uri(address);
        SocketAddress = new Uri(address.Replace("http://", "ws://", StringComparison.Ordinal) + "/ws");
    }

    /// <summary>Where HTTP requests go.</summary>
    public Uri HttpAddress { get; }

    /// <summary>Where sockets go.</summary>
    public Uri SocketAddress { get; }

    /// <summary>What the server stores.</summary>
    public IStorage Storage { get; }

    /// <summary>What the server logged, from information upwards.</summary>
    public ServerLog Log { get; }

    /// <summary>The server's services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Starts a server whose model plays a script.</summary>
    /// <param name="model">The model.</param>
    /// <param name="configure">Changes the set-up.</param>
    public static Task<TestServer> StartAsync(ScriptedChatClient model, Action<TestServerSetup>? configure = null)
    {
        var setup = new TestServerSetup { Model = model };
        configure?.Invoke(setup);
        return StartAsync(setup);
    }

    /// <summary>Starts a server.</summary>
    /// <param name="setup">What it is made of.</param>
    public static async Task<TestServer> StartAsync(TestServerSetup? setup = null)
    {
        setup ??= new TestServerSetup();
        var log = new ServerLog();
        var storage = setup.Storage ?? new MemoryStorage(new MemoryKnowledgeStore());
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Testing" });
        builder.Logging.ClearProviders().AddProvider(log);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        setup.ConfigureServices?.Invoke(builder.Services);
        if (setup.Clock is { } clock)
            builder.Services.AddSingleton<TimeProvider>(clock);

        // Through an instance: the storage may outlive this server.
        builder.Services.AddSingleton(storage);
        builder.Services.AddSingleton<IChatClientSource>(new SetupModelSource(setup));
        builder.Services.AddSingleton<IToolProvider>(new FixedToolProvider([.. setup.Tools]));
        builder.Services.AddSmoothOperator(options =>
        {
            options.Turns.DrainTime = TimeSpan.Zero;
            foreach (var pattern in setup.ConfirmTools)
                options.Approvals.ConfirmTools.Add(pattern);
            setup.Configure?.Invoke(options);
        });
        var app = builder.Build();
        app.MapSmoothOperator();
        await app.StartAsync();
        var indexer = app.Services.GetRequiredService<DocumentIndexer>();
        foreach (var (source, content) in setup.Documents)
            await indexer.IndexAsync(new SourceDocument { Id = source, OrganizationId = "reference-org", Source = source, Content = content }, CancellationToken.None);
        return new TestServer(app, setup, storage, log);
    }

    /// <summary>Opens a socket.</summary>
    /// <param name="origin">The Origin header, or null for none.</param>
    public Task<WireClient> ConnectAsync(string? origin = null) => WireClient.ConnectAsync(SocketAddress, origin);

    /// <summary>Stops the server as an operator would; a fake clock is moved on meanwhile, for nothing else does.</summary>
    /// <exception cref="TimeoutException">It does not stop within a minute.</exception>
    public async Task StopAsync()
    {
        _stopping ??= _app.StopAsync();
        var since = TimeProvider.System.GetTimestamp();
        while (!_stopping.IsCompleted)
        {
            if (TimeProvider.System.GetElapsedTime(since) > StopPatience)
                throw new TimeoutException($"The server did not stop within {StopPatience.TotalSeconds:0} s. Its log:\n{Log}");
            _clock?.Advance(TimeSpan.FromMilliseconds(250));
            await Task.WhenAny(_stopping, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System));
        }

        await _stopping;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _app.DisposeAsync();
        if (_ownStorage is not null)
            await _ownStorage.DisposeAsync();
    }
}
