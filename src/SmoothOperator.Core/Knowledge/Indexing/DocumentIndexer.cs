using System.Globalization;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SmoothOperator.Access;
using SmoothOperator.Storage;

namespace SmoothOperator.Knowledge;

/// <summary>
/// Cuts, embeds and stores documents. A document that is stored already with equal content, source, sets, access and metadata, cut and embedded the same way, is
/// left alone; any other replaces what was stored under its id. If embedding fails the document is stored for words alone and embedded at the next indexing.
/// </summary>
public sealed class DocumentIndexer
{
    /// <summary>Key of the metadata entry that says how a document was cut and embedded. Entries of this name in a source document are replaced.</summary>
    public const string IndexedByKey = "smooth-operator.indexed-by";

    private readonly IKnowledgeStore _store;
    private readonly KnowledgeOptions _options;
    private readonly TimeProvider _time;
    private readonly DeadlinedEmbedder _embedder;
    private readonly Chunker _chunker;
    private readonly string _cutting;
    private readonly string _embedding;

    /// <summary>Makes an indexer.</summary>
    /// <param name="store">Takes the documents.</param>
    /// <param name="embedder">Embeds the passages of one document in one call.</param>
    /// <param name="options">Passage size and deadline.</param>
    /// <param name="time">Stamps documents; the deadline's clock.</param>
    /// <param name="logger">Told when embedding fails.</param>
    public DocumentIndexer(
        IKnowledgeStore store,
        IEmbeddingGenerator<string, Embedding<float>> embedder,
        IOptions<KnowledgeOptions> options,
        TimeProvider time,
        ILogger<DocumentIndexer> logger)
    {
        _store = store;
        _options = options.Value;
        _time = time;
        _embedder = new DeadlinedEmbedder(embedder, time, logger);
        _chunker = new Chunker(_options.ChunkCharacters, _options.ChunkOverlap);
        _cutting = string.Create(CultureInfo.InvariantCulture, $"chunker {Chunker.Version}, {_options.ChunkCharacters}+{_options.ChunkOverlap}");
        var metadata = embedder.GetService(typeof(EmbeddingGeneratorMetadata)) as EmbeddingGeneratorMetadata;
        _embedding = string.Create(CultureInfo.InvariantCulture, $"{metadata?.DefaultModelId ?? embedder.GetType().Name} {metadata?.DefaultModelDimensions}");
    }

    /// <summary>Stores a document unless it is stored already.</summary>
    /// <param name="source">The document.</param>
    /// <param name="cancellationToken">Stops before anything is stored.</param>
    /// <exception cref="StorageException">The store failed.</exception>
    public async Task<IndexOutcome> IndexAsync(SourceDocument source, CancellationToken cancellationToken)
    {
        var hash = ChunkId.HashOf(source.Content);
        var stored = await _store.GetAsync(source.OrganizationId, source.Id, cancellationToken);
        if (stored is not null && IsSame(stored, Describe(source, hash, _embedding)))
            return IndexOutcome.Unchanged;

        var texts = _chunker.Split(source.Content);
        var vectors = texts.Count == 0 ? [] : await _embedder.EmbedAsync(texts, _options.IndexingTimeout, cancellationToken);
        var chunks = texts.Select((text, ordinal) => new KnowledgeChunk(ChunkId.Of(source.Id, ordinal, text), ordinal, text, vectors?[ordinal]));
        await _store.PutAsync(Describe(source, hash, vectors is null ? "no vectors" : _embedding), [.. chunks], cancellationToken);
        return IndexOutcome.Indexed;
    }

    private KnowledgeDocument Describe(SourceDocument source, string hash, string embedding) => new()
    {
        Id = source.Id,
        OrganizationId = source.OrganizationId,
        Source = source.Source,
        ContentHash = hash,
        Sets = source.Sets,
        Acl = source.Acl,
        Metadata = new Dictionary<string, string>(source.Metadata, StringComparer.Ordinal) { [IndexedByKey] = $"{_cutting}; {embedding}" },
        IndexedAt = _time.GetUtcNow(),
    };

    private static bool IsSame(KnowledgeDocument stored, KnowledgeDocument now) =>
        stored.ContentHash == now.ContentHash
        && stored.Source == now.Source
        && stored.Sets.SequenceEqual(now.Sets, StringComparer.Ordinal)
        && IsSame(stored.Acl, now.Acl)
        && stored.Metadata.Count == now.Metadata.Count
        && stored.Metadata.All(entry => now.Metadata.TryGetValue(entry.Key, out var value) && value == entry.Value);

    private static bool IsSame(DocumentAcl? stored, DocumentAcl? now)
    {
        if (stored is null || now is null)
            return stored is null && now is null;
        return stored.IsPublic == now.IsPublic
            && stored.Users.SequenceEqual(now.Users, StringComparer.Ordinal)
            && stored.Groups.SequenceEqual(now.Groups, StringComparer.Ordinal);
    }
}
