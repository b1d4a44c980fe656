using Microsoft.Extensions.AI;

namespace SmoothOperator.Knowledge;

/// <summary>
/// What retrieval must know of an embedder; asked for with <see cref="IEmbeddingGenerator.GetService"/>, so it shows through decorators. An embedder that says
/// nothing counts as semantic.
/// </summary>
/// <param name="IsSemantic">Near vectors mean alike: without it the embedder never admits a passage alone, it only helps to rank what words have found.</param>
public sealed record EmbeddingTraits(bool IsSemantic)
{
    /// <summary>The traits of an embedder.</summary>
    public static EmbeddingTraits Of(IEmbeddingGenerator generator) => generator.GetService(typeof(EmbeddingTraits)) as EmbeddingTraits ?? new EmbeddingTraits(IsSemantic: true);
}
