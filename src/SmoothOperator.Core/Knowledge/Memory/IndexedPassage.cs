namespace SmoothOperator.Knowledge;

/// <summary>A passage in an index.</summary>
/// <param name="Document">Its document.</param>
/// <param name="Id">Its chunk id.</param>
/// <param name="Ordinal">Its place in the document.</param>
/// <param name="Text">Its text.</param>
/// <param name="WordCount">Its length in words.</param>
internal sealed record IndexedPassage(IndexedDocument Document, string Id, int Ordinal, string Text, int WordCount)
{
    public ChunkHit Found(double score) => new(Id, Document.Document.Id, Document.Document.Source, Text, score);
}
