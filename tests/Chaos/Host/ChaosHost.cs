using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SmoothOperator.Storage;
using SmoothOperator.Storage.Sqlite;
using SmoothOperator.Testing.Faults;
using SmoothOperator.Tools;

namespace SmoothOperator.Chaos.Host;

/// <summary>
/// The product as a host composes it, with faults put in by dependency injection: SQLite storage, a model, and two tools that call a server which outlives this process.
/// Tells <c>listening &lt;port&gt;</c> on its output; a line <c>arm &lt;point&gt;</c> on its input plans a further kill; it ends with its input.
/// </summary>
internal sealed class ChaosHost(DirectoryInfo data, Uri tools, IReadOnlyList<string> kills)
{
    private const string Arm = "arm ";
    private readonly FaultPlan _plan = new();

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        foreach (var kill in kills)
            Plan(kill);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        builder.Logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        AddServices(builder.Services);
        await using var app = builder.Build();
        app.MapSmoothOperator();
        await app.StartAsync(cancellationToken);
        await SayAsync($"listening {new Uri(app.Urls.First()).Port}");
        while (await Console.In.ReadLineAsync(cancellationToken) is { } line)
        {
            if (!line.StartsWith(Arm, StringComparison.Ordinal))
                continue;
            Plan(line[Arm.Length..]);
            await SayAsync("armed");
        }

        return 0;
    }

    private void AddServices(IServiceCollection services)
    {
        services.AddSmoothOperator();
        services.AddSingleton<IStorage>(provider => new FaultingStorage(
            new SqliteStorage(new SqliteOptions { DataDirectory = data.FullName }, TimeProvider.System, provider.GetRequiredService<ILogger<SqliteStorage>>()), _plan));
        services.AddSingleton<IChatClient>(_ => new FaultingChatClient(new ChaosModel(), _plan));
        services.AddSingleton<IToolProvider>(_ => new FaultingTools(ChaosTools.Load(tools), _plan));
    }

    private void Plan(string kill)
    {
        var parts = kill.Split('#', 2);
        _plan.At(FaultPoint.Parse(parts[0]), FaultActions.Kill, parts.Length == 2 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 1);
    }

    private static async Task SayAsync(string line)
    {
        await Console.Out.WriteLineAsync(line);
        await Console.Out.FlushAsync(CancellationToken.None);
    }
}
