namespace SmoothOperator.Knowledge;

/// <summary>What the two legs of a search found, each best first.</summary>
/// <param name="Lexical">Passages that share at least one stemmed content word with the query, by BM25.</param>
/// <param name="Dense">The nearest passages by cosine similarity; empty when the query carried no vector. See <see cref="KnowledgeQuery.VectorRanksOnly"/>.</param>
public sealed record KnowledgeCandidates(IReadOnlyList<ChunkHit> Lexical, IReadOnlyList<ChunkHit> Dense);
