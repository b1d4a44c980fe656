using System.Buffers;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SmoothOperator.Access;
using SmoothOperator.Storage;

namespace SmoothOperator.Knowledge;

/// <summary>
/// Finds the passages that answer a question: words and vectors each name candidates, reciprocal rank fusion joins them. A passage that shares a stemmed content
/// word with the question always counts; one that only its vector found counts from <see cref="KnowledgeOptions.SimilarityFloor"/> on, and never with an embedder
/// whose <see cref="EmbeddingTraits"/> say so. If embedding fails, words search alone.
/// </summary>
public sealed class KnowledgeRetriever
{
    private const int CandidatesPerResult = 4;
    private const int FewestCandidates = 20;

    private readonly IKnowledgeStore _store;
    private readonly KnowledgeOptions _options;
    private readonly DeadlinedEmbedder _embedder;
    private readonly DeterministicEmbeddingGenerator? _hashed;
    private readonly EmbeddingTraits _traits;
    private readonly RankFusion _fusion;

    /// <summary>Makes a retriever.</summary>
    /// <param name="store">Holds the documents.</param>
    /// <param name="embedder">The one the documents were embedded with.</param>
    /// <param name="options">Similarity floor and deadline.</param>
    /// <param name="time">The deadline's clock.</param>
    /// <param name="logger">Told when embedding fails.</param>
    public KnowledgeRetriever(
        IKnowledgeStore store,
        IEmbeddingGenerator<string, Embedding<float>> embedder,
        IOptions<KnowledgeOptions> options,
        TimeProvider time,
        ILogger<KnowledgeRetriever> logger)
    {
        _store = store;
        _options = options.Value;
        _embedder = new DeadlinedEmbedder(embedder, time, logger);
        _hashed = embedder.GetService<DeterministicEmbeddingGenerator>();
        _traits = EmbeddingTraits.Of(embedder);
        _fusion = new RankFusion(_traits.Weight, _traits.AdmitsAlone ? _options.SimilarityFloor : double.PositiveInfinity);
    }

    /// <summary>The best passages, best first, as far as the reader may see them.</summary>
    /// <param name="reader">Who asks.</param>
    /// <param name="question">In plain words.</param>
    /// <param name="limit">Passages wanted, at least 1.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="StorageException">The store failed.</exception>
    public Task<IReadOnlyList<RetrievedPassage>> RetrieveAsync(AccessContext reader, string question, int limit, CancellationToken cancellationToken) =>
        RetrieveAsync(reader, question, limit, KnowledgeScope.Everything, cancellationToken);

    /// <summary>The best passages of a part of the knowledge, best first, as far as the reader may see them.</summary>
    /// <param name="reader">Who asks.</param>
    /// <param name="question">In plain words.</param>
    /// <param name="limit">Passages wanted, at least 1.</param>
    /// <param name="scope">Where to search.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="StorageException">The store failed.</exception>
    public async Task<IReadOnlyList<RetrievedPassage>> RetrieveAsync(
        AccessContext reader, string question, int limit, KnowledgeScope scope, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        if (string.IsNullOrWhiteSpace(question))
            return [];

        if (_hashed is null)
        {
            var vectors = await _embedder.EmbedAsync([question], _options.EmbeddingTimeout, cancellationToken);
            return await SearchAsync(reader, question, vectors?[0], limit, scope, cancellationToken);
        }

        // Paid on every turn: the vector lives as long as the search.
        var vector = ArrayPool<float>.Shared.Rent(_hashed.Dimensions);
        DeterministicEmbeddingGenerator.Embed(question, vector.AsSpan(0, _hashed.Dimensions));
        var passages = await SearchAsync(reader, question, vector.AsMemory(0, _hashed.Dimensions), limit, scope, cancellationToken);
        ArrayPool<float>.Shared.Return(vector);
        return passages;
    }

    private async ValueTask<IReadOnlyList<RetrievedPassage>> SearchAsync(
        AccessContext reader, string question, ReadOnlyMemory<float>? vector, int limit, KnowledgeScope scope, CancellationToken cancellationToken)
    {
        var query = new KnowledgeQuery
        {
            Reader = reader,
            Text = question,
            Vector = vector,
            VectorRanksOnly = !_traits.AdmitsAlone,
            CandidatesPerLeg = Math.Max(CandidatesPerResult * limit, FewestCandidates),
            Sets = scope.Sets,
            Metadata = scope.Metadata,
        };
        return _fusion.Fuse(await _store.SearchAsync(query, cancellationToken), limit);
    }
}
