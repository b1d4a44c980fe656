namespace SmoothOperator.Knowledge;

/// <summary>A passage that answers a question, as far as retrieval can tell.</summary>
/// <param name="ChunkId">The passage's id.</param>
/// <param name="DocumentId">Its document's id.</param>
/// <param name="Source">Its document's source.</param>
/// <param name="Text">The passage.</param>
/// <param name="Score">
/// 0 to 1, from ranks: its fused value divided by the largest possible for the legs that ran. 1 means first in each of them; it says nothing of how good the best is.
/// </param>
public sealed record RetrievedPassage(string ChunkId, string DocumentId, string Source, string Text, double Score);
