using Microsoft.Extensions.AI;

namespace SmoothOperator.Knowledge;

/// <summary>
/// What retrieval must know of an embedder; asked for with <see cref="IEmbeddingGenerator.GetService"/>, so it shows through decorators. An embedder that says
/// nothing counts as <see cref="Semantic"/>.
/// </summary>
/// <param name="AdmitsAlone">Near vectors mean alike: a passage may be found by its vector alone. Otherwise vectors only help to rank what words have found.</param>
/// <param name="Weight">What a rank by vectors counts beside a rank by words, 0 to 1.</param>
public sealed record EmbeddingTraits(bool AdmitsAlone, double Weight)
{
    /// <summary>A trained model.</summary>
    public static EmbeddingTraits Semantic { get; } = new(AdmitsAlone: true, Weight: 1);

    /// <summary>
    /// Hashed words. They know less than BM25 (no word is rarer than another), so they do little more than break ties: on the CACM collection BM25 alone has MAP
    /// 0.302, fused with weight 1 only 0.208, with weight 0.05 0.306.
    /// </summary>
    public static EmbeddingTraits HashedWords { get; } = new(AdmitsAlone: false, Weight: 0.05);

    /// <summary>The traits of an embedder.</summary>
    public static EmbeddingTraits Of(IEmbeddingGenerator generator) => generator.GetService(typeof(EmbeddingTraits)) as EmbeddingTraits ?? Semantic;
}
