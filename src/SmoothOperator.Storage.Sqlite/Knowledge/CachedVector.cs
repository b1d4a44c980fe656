namespace SmoothOperator.Storage.Sqlite.Knowledge;

/// <summary>The direction of a passage's vector, of length 1.</summary>
/// <param name="Chunk">The passage's number.</param>
/// <param name="Direction">The components.</param>
internal sealed record CachedVector(long Chunk, float[] Direction);
