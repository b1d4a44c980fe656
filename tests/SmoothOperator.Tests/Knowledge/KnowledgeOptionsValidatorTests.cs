using SmoothOperator.Knowledge;
using Xunit;

namespace SmoothOperator.Tests.Knowledge;

public sealed class KnowledgeOptionsValidatorTests
{
    public static TheoryData<KnowledgeOptions, string> Bad => new()
    {
        { new KnowledgeOptions { ChunkCharacters = 199, ChunkOverlap = 0 }, "ChunkCharacters" },
        { new KnowledgeOptions { ChunkCharacters = 8_001 }, "ChunkCharacters" },
        { new KnowledgeOptions { ChunkOverlap = 251 }, "ChunkOverlap" },
        { new KnowledgeOptions { ChunkOverlap = -1 }, "ChunkOverlap" },
        { new KnowledgeOptions { SimilarityFloor = 1.1 }, "SimilarityFloor" },
        { new KnowledgeOptions { SimilarityFloor = double.NaN }, "SimilarityFloor" },
        { new KnowledgeOptions { AutomaticResults = 11 }, "AutomaticResults" },
        { new KnowledgeOptions { EmbeddingTimeout = TimeSpan.Zero }, "EmbeddingTimeout" },
        { new KnowledgeOptions { IndexingTimeout = TimeSpan.FromHours(1) }, "IndexingTimeout" },
    };

    [Fact]
    public void The_defaults_are_valid() => Assert.True(new KnowledgeOptionsValidator().Validate(null, new KnowledgeOptions()).Succeeded);

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_value_out_of_range_is_named(KnowledgeOptions options, string option)
    {
        var problem = Assert.Single(new KnowledgeOptionsValidator().Validate(null, options).Failures!);
        Assert.Contains($"KnowledgeOptions.{option}: must be", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_reported_at_once() =>
        Assert.Equal(2, new KnowledgeOptionsValidator().Validate(null, new KnowledgeOptions { AutomaticResults = -1, SimilarityFloor = 7 }).Failures!.Count());
}
