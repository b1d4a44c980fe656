using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SmoothOperator.Access;
using SmoothOperator.Knowledge;

namespace SmoothOperator.Bench.Retrieval;

/// <summary>How well the memory store ranks a judged collection: by words, by vectors, by both.</summary>
internal static class QualityReport
{
    private const string Organization = "bench";
    private const int Depth = 1_000;

    public static async Task PrintAsync(BeirCorpus corpus, TextWriter output, CancellationToken cancellationToken)
    {
        var store = new MemoryKnowledgeStore();
        using var embedder = new DeterministicEmbeddingGenerator();
        var options = Options.Create(new KnowledgeOptions());
        var indexer = new DocumentIndexer(store, embedder, options, TimeProvider.System, NullLogger<DocumentIndexer>.Instance);
        var retriever = new KnowledgeRetriever(store, embedder, options, TimeProvider.System, NullLogger<KnowledgeRetriever>.Instance);

        var started = Stopwatch.GetTimestamp();
        foreach (var (id, text) in corpus.Documents)
            await indexer.IndexAsync(new SourceDocument { Id = id, OrganizationId = Organization, Source = id, Content = text }, cancellationToken);
        await output.WriteLineAsync($"indexed {corpus.Documents.Count} documents in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms");

        var lexical = new RankingQuality();
        var dense = new RankingQuality();
        var fused = new RankingQuality();
        var reader = AccessContext.Anonymous(Organization);
        foreach (var (id, relevant) in corpus.Judgements)
        {
            var question = corpus.Queries[id];
            var vector = await embedder.GenerateVectorAsync(question, cancellationToken: cancellationToken);
            var query = new KnowledgeQuery { Reader = reader, Text = question, Vector = vector, CandidatesPerLeg = Depth };
            var candidates = await store.SearchAsync(query, cancellationToken);
            var passages = await retriever.RetrieveAsync(reader, question, Depth, cancellationToken);
            lexical.Add(DocumentsOf(candidates.Lexical.Select(hit => hit.DocumentId)), relevant);
            dense.Add(DocumentsOf(candidates.Dense.Select(hit => hit.DocumentId)), relevant);
            fused.Add(DocumentsOf(passages.Select(passage => passage.DocumentId)), relevant);
        }

        await output.WriteLineAsync("| leg     |    MAP | nDCG@10 | recall@10 |");
        await output.WriteLineAsync("|---------|-------:|--------:|----------:|");
        foreach (var (name, quality) in new[] { ("lexical", lexical), ("dense", dense), ("fused", fused) })
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name,-7} | {quality.MeanAveragePrecision:F4} |  {quality.Gain:F4} |    {quality.Recall:F4} |"));
        }
    }

    private static List<string> DocumentsOf(IEnumerable<string> ids) => [.. ids.Distinct(StringComparer.Ordinal)];
}
