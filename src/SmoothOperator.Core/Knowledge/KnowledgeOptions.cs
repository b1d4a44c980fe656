namespace SmoothOperator.Knowledge;

/// <summary>How documents are cut and searched.</summary>
public sealed record KnowledgeOptions
{
    /// <summary>Longest passage, in UTF-16 characters: 200 to 8 000, default 1 000. A document that fits is one passage.</summary>
    public int ChunkCharacters { get; init; } = 1_000;

    /// <summary>
    /// What a passage repeats of the one before, in characters, where one paragraph, list or block of code had to be cut: 0 to a quarter of
    /// <see cref="ChunkCharacters"/>, default 100.
    /// </summary>
    public int ChunkOverlap { get; init; } = 100;

    /// <summary>Cosine similarity from which a passage counts that only its vector found, not a word: -1 to 1, default 0.3.</summary>
    public double SimilarityFloor { get; init; } = 0.3;

    /// <summary>Passages given to the model with every message: 0 (none) to 10, default 3.</summary>
    public int AutomaticResults { get; init; } = 3;

    /// <summary>How long a query's embedding may take before words search alone: 0.1 s to 60 s, default 10 s.</summary>
    public TimeSpan EmbeddingTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the embedding of one document may take before it is stored without vectors: 1 s to 10 min, default 60 s.</summary>
    public TimeSpan IndexingTimeout { get; init; } = TimeSpan.FromSeconds(60);
}
