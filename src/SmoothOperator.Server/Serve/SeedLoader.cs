using SmoothOperator.Knowledge;
using SmoothOperator.Server.Configuration;

namespace SmoothOperator.Server.Serve;

/// <summary>Loads documents before the port opens; what is loaded already is left as it is.</summary>
internal sealed partial class SeedLoader(ServerSettings settings, DocumentIndexer indexer, SeedFile seeds, ILogger<SeedLoader> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.SeedsKnowledge)
        {
            foreach (var document in SeedDocuments.All)
                await indexer.IndexAsync(document, cancellationToken);
        }

        if (settings.SeedFile is not { } path)
            return;
        await using var file = File.OpenRead(path);
        var report = await seeds.LoadAsync(file, path, cancellationToken);
        LogLoaded(path, report.Indexed, report.Unchanged);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(EventId = 6001, Level = LogLevel.Information, Message = "{File}: {Indexed} documents loaded, {Unchanged} unchanged.")]
    private partial void LogLoaded(string file, int indexed, int unchanged);
}
