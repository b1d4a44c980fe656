using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SmoothOperator.Access;
using SmoothOperator.Knowledge;

namespace SmoothOperator.Bench.Retrieval;

/// <summary>What one retrieval costs over the demo documents, and over many, in processor time: others may use the machine too.</summary>
internal static class CostReport
{
    private const string Question = "What is your return window?";

    public static async Task PrintAsync(TextWriter output, CancellationToken cancellationToken)
    {
        await MeasureAsync(documents: 0, retrievals: 200_000, output, cancellationToken);
        await MeasureAsync(documents: 3_000, retrievals: 2_000, output, cancellationToken);
        await MeasureAsync(documents: 100_000, retrievals: 20, output, cancellationToken);
    }

    private static async Task MeasureAsync(int documents, int retrievals, TextWriter output, CancellationToken cancellationToken)
    {
        using var embedder = new DeterministicEmbeddingGenerator();
        var store = new MemoryKnowledgeStore();
        var options = Options.Create(new KnowledgeOptions());
        var indexer = new DocumentIndexer(store, embedder, options, TimeProvider.System, NullLogger<DocumentIndexer>.Instance);
        var retriever = new KnowledgeRetriever(store, embedder, options, TimeProvider.System, NullLogger<KnowledgeRetriever>.Instance);

        var started = Environment.CpuUsage.TotalTime;
        foreach (var document in SeedDocuments.All.Concat(Synthetic(documents)))
            await indexer.IndexAsync(document, cancellationToken);
        var indexing = Environment.CpuUsage.TotalTime - started;

        var reader = AccessContext.Anonymous(SeedDocuments.OrganizationId);
        for (var i = 0; i < retrievals; i++)
            await retriever.RetrieveAsync(reader, Question, limit: 3, cancellationToken);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        started = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < retrievals; i++)
            await retriever.RetrieveAsync(reader, Question, limit: 3, cancellationToken);
        var each = (Environment.CpuUsage.TotalTime - started) / retrievals;
        allocated = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / retrievals;

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{documents + SeedDocuments.All.Count,7} documents: indexed in {indexing.TotalMilliseconds,8:F0} ms; one retrieval {each.TotalMicroseconds,9:F1} µs, {allocated} B"));
    }

    private static IEnumerable<SourceDocument> Synthetic(int count)
    {
        var random = new Random(7);
        for (var i = 0; i < count; i++)
        {
            var words = Enumerable.Range(0, 120).Select(_ => $"{(char)('a' + random.Next(26))}word{Math.Pow(random.NextDouble(), 3) * 20_000:F0}");
            yield return new SourceDocument
            {
                Id = $"d{i}",
                OrganizationId = SeedDocuments.OrganizationId,
                Source = $"d{i}",
                Content = $"{(i % 10 == 0 ? "return window " : "")}{string.Join(' ', words)}.",
            };
        }
    }
}
