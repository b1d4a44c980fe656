namespace SmoothOperator.Knowledge;

/// <summary>A passage in an index.</summary>
/// <param name="Document">Its document.</param>
/// <param name="Id">Its chunk id.</param>
/// <param name="Ordinal">Its place in the document.</param>
/// <param name="Text">Its text.</param>
/// <param name="WordCount">Its length in words.</param>
/// <param name="Vector">Its vector of length 1; empty when it has none.</param>
internal sealed record IndexedPassage(IndexedDocument Document, string Id, int Ordinal, string Text, int WordCount, ReadOnlyMemory<float> Vector)
{
    public ChunkHit Found(double score) => new(Id, Document.Document.Id, Document.Document.Source, Text, score);
}
