namespace SmoothOperator.Knowledge;

/// <summary>A passage one leg of a search found.</summary>
/// <param name="ChunkId">The passage's id.</param>
/// <param name="DocumentId">Its document's id.</param>
/// <param name="Source">Its document's source.</param>
/// <param name="Text">The passage.</param>
/// <param name="Score">Of the leg that found it: BM25 (higher is better) or cosine similarity.</param>
public sealed record ChunkHit(string ChunkId, string DocumentId, string Source, string Text, double Score);
