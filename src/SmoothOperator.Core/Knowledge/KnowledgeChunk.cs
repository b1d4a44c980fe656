namespace SmoothOperator.Knowledge;

/// <summary>A passage of a document: what retrieval finds.</summary>
/// <param name="Id">Document id, ordinal and content hash: stable as long as the passage is.</param>
/// <param name="Ordinal">Position in the document, from 0.</param>
/// <param name="Text">The passage as it stands in the document.</param>
/// <param name="Vector">Its embedding, or null when embedding failed.</param>
public sealed record KnowledgeChunk(string Id, int Ordinal, string Text, ReadOnlyMemory<float>? Vector);
