using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using SmoothOperator.Knowledge;
using SmoothOperator.Models;
using SmoothOperator.Models.Demo;
using SmoothOperator.Server.ChatPage;
using SmoothOperator.Server.Configuration;
using SmoothOperator.Storage.Sqlite;
using SmoothOperator.Tools;
using SmoothOperator.Tools.Declared;
using SmoothOperator.Tools.Demo;

namespace SmoothOperator.Server.Serve;

/// <summary>Composes the program from its settings.</summary>
internal static class ServerHost
{
    /// <summary>The application, not started yet.</summary>
    /// <exception cref="DeclaredToolsException">The tools file has mistakes.</exception>
    public static WebApplication Build(ServerSettings settings, bool isDemo, IReadOnlyDictionary<string, string> environment)
    {
        var usesDemoModel = UsesDemoModel(settings, isDemo);
        if (isDemo)
            settings.Options.Approvals.ConfirmTools.Add(IssueRefundTool.ToolName);

        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls([.. settings.ListenUrls]);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        AddLogging(builder.Logging);
        builder.Services.AddSingleton(Options.Create(settings.Options));
        AddStorage(builder.Services, settings);
        AddTools(builder.Services, settings, isDemo, environment);
        if (usesDemoModel)
            builder.Services.AddSingleton<IChatClientSource>(services => new FixedChatClientSource(new DemoChatClient(new DemoOptions(), services.GetRequiredService<TimeProvider>())));
        builder.Services.AddSmoothOperator();
        builder.Services.AddSingleton<SeedFile>();
        builder.Services.AddSingleton(settings with { SeedsKnowledge = settings.SeedsKnowledge || isDemo });
        builder.Services.AddHostedService<SeedLoader>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.Options.Turns.DrainTime + TimeSpan.FromSeconds(10));

        var app = builder.Build();
        app.MapSmoothOperator();
        if (isDemo)
            app.MapChatPage(new ChatPageConfig("Smooth Operator", usesDemoModel, usesDemoModel ? DemoChatClient.ModelName : settings.Options.Model.Model));
        return app;
    }

    /// <summary>Says where the started server can be reached, and what answers there.</summary>
    public static void Announce(WebApplication app, ServerSettings settings, bool isDemo, TextWriter output)
    {
        var model = UsesDemoModel(settings, isDemo)
            ? "the built-in demo model (set SMOOAI_GATEWAY_KEY for a real one)"
            : settings.Options.Model.GatewayKey is null ? "none: set SMOOAI_GATEWAY_KEY, until then send_message answers LLM_UNAVAILABLE" : settings.Options.Model.Model;
        foreach (var address in app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
        {
            output.WriteLine($"listening on {address.Replace("http://", "ws://", StringComparison.Ordinal)}/ws");
            if (isDemo)
                output.WriteLine($"open {address.Replace("[::]", "localhost", StringComparison.Ordinal)}/ to chat");
        }

        output.WriteLine($"model: {model}");
        output.WriteLine($"storage: {(settings.Storage == StorageKind.Memory ? "memory, gone at exit" : Path.GetFullPath(settings.DataDirectory))}");
    }

    private static bool UsesDemoModel(ServerSettings settings, bool isDemo) => isDemo && settings.Options.Model.GatewayKey is null;

    private static void AddLogging(ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
            console.UseUtcTimestamp = true;
        });

        // The framework's request lines print the query, which may carry a token.
        logging.AddFilter("Microsoft", LogLevel.Warning);

        // With anything listening there, each request gets an activity and a logging scope, and a socket is a request that lasts.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        logging.AddFilter("System.Net.Http", LogLevel.Warning);

        // Why a start fails is said by the command, in one line and without a stack.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
    }

    private static void AddStorage(IServiceCollection services, ServerSettings settings)
    {
        if (settings.Storage == StorageKind.Sqlite)
        {
            services.AddSqliteStorage(new SqliteOptions
            {
                DataDirectory = settings.DataDirectory,
                Synchronous = settings.SqliteSync == SqliteSync.Normal ? SqliteSynchronous.Normal : SqliteSynchronous.Full,
            });
        }
    }

    private static void AddTools(IServiceCollection services, ServerSettings settings, bool isDemo, IReadOnlyDictionary<string, string> environment)
    {
        if (isDemo || settings.SeedsKnowledge)
            services.AddSingleton<IToolProvider, DemoTools>();
        if (settings.ToolsFile is not { } path)
            return;
        using var file = File.OpenRead(path);
        services.AddSingleton<IToolProvider>(DeclaredToolsFile.Load(file, environment));
    }
}
