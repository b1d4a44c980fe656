using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SmoothOperator.Access;
using SmoothOperator.Knowledge;
using SmoothOperator.Storage;

namespace SmoothOperator.Tests.Knowledge;

/// <summary>A memory store with its indexer and retriever.</summary>
internal sealed class KnowledgeFixture
{
    public const string Organization = "acme";

    public KnowledgeFixture(IEmbeddingGenerator<string, Embedding<float>>? embedder = null, TimeProvider? time = null, KnowledgeOptions? options = null)
    {
        Embedder = embedder ?? new DeterministicEmbeddingGenerator();
        var wrapped = Options.Create(options ?? new KnowledgeOptions());
        Indexer = new DocumentIndexer(Store, Embedder, wrapped, time ?? TimeProvider.System, NullLogger<DocumentIndexer>.Instance);
        Retriever = new KnowledgeRetriever(Store, Embedder, wrapped, time ?? TimeProvider.System, NullLogger<KnowledgeRetriever>.Instance);
    }

    public IKnowledgeStore Store { get; } = new MemoryKnowledgeStore();

    public IEmbeddingGenerator<string, Embedding<float>> Embedder { get; }

    public DocumentIndexer Indexer { get; }

    public KnowledgeRetriever Retriever { get; }

    public static AccessContext Anybody { get; } = AccessContext.Anonymous(Organization);

    public static SourceDocument Document(string id, string content) => new() { Id = id, OrganizationId = Organization, Source = id, Content = content };

    public async Task<KnowledgeFixture> WithAsync(params SourceDocument[] documents)
    {
        foreach (var document in documents)
            await Indexer.IndexAsync(document, CancellationToken.None);
        return this;
    }

    public async Task<string[]> FindAsync(string question, AccessContext? reader = null, KnowledgeScope? scope = null, int limit = 10)
    {
        var passages = await Retriever.RetrieveAsync(reader ?? Anybody, question, limit, scope ?? KnowledgeScope.Everything, CancellationToken.None);
        return [.. passages.Select(passage => passage.DocumentId)];
    }
}
