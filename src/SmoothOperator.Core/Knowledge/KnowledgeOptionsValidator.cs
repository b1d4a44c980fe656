using Microsoft.Extensions.Options;

namespace SmoothOperator.Knowledge;

/// <summary>Checks <see cref="KnowledgeOptions"/> at start; every problem names the option and its limits.</summary>
public sealed class KnowledgeOptionsValidator : IValidateOptions<KnowledgeOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, KnowledgeOptions options)
    {
        var problems = new ValidateOptionsResultBuilder();
        Check(options.ChunkCharacters is >= 200 and <= 8_000, nameof(options.ChunkCharacters), "200 to 8000 characters");
        Check(options.ChunkOverlap >= 0 && options.ChunkOverlap <= options.ChunkCharacters / 4, nameof(options.ChunkOverlap), "0 to a quarter of ChunkCharacters");
        Check(options.SimilarityFloor is >= -1 and <= 1, nameof(options.SimilarityFloor), "-1 to 1");
        Check(options.AutomaticResults is >= 0 and <= 10, nameof(options.AutomaticResults), "0 to 10");
        Check(IsWithin(options.EmbeddingTimeout, 0.1, 60), nameof(options.EmbeddingTimeout), "0.1 to 60 seconds");
        Check(IsWithin(options.IndexingTimeout, 1, 600), nameof(options.IndexingTimeout), "1 to 600 seconds");
        return problems.Build();

        void Check(bool holds, string option, string allowed)
        {
            if (!holds)
                problems.AddError($"must be {allowed}", $"{nameof(KnowledgeOptions)}.{option}");
        }
    }

    private static bool IsWithin(TimeSpan value, double seconds, double limitSeconds) =>
        value >= TimeSpan.FromSeconds(seconds) && value <= TimeSpan.FromSeconds(limitSeconds);
}
