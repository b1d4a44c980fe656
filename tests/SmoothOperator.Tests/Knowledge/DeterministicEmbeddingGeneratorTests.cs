using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using SmoothOperator.Knowledge;
using Xunit;

namespace SmoothOperator.Tests.Knowledge;

public sealed class DeterministicEmbeddingGeneratorTests
{
    [Fact]
    public async Task The_guard_vector_is_reproduced()
    {
        var vector = await EmbedAsync("return policy refund", 16);
        var expected = new float[16];
        expected[0] = expected[3] = expected[13] = -0.28867513f;
        expected[15] = -0.86602545f;
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], vector[i], tolerance: 1e-6f);
    }

    [Fact]
    public async Task Vectors_are_1024_wide_and_of_length_1()
    {
        var vector = await EmbedAsync("Some words about shipping", DeterministicEmbeddingGenerator.DefaultDimensions);
        Assert.Equal(1024, vector.Length);
        Assert.Equal(1, TensorPrimitives.Norm<float>(vector), tolerance: 1e-5f);
    }

    [Theory]
    [InlineData("Return POLICY, refund!", "return policy refund")]
    [InlineData("ÄPFEL", "äpfel")]
    [InlineData("  (a)…b ", "a b")]
    [InlineData("x\uD800y", "x y")]
    public async Task Case_and_punctuation_do_not_matter(string one, string other) => Assert.Equal(await EmbedAsync(other, 64), await EmbedAsync(one, 64));

    [Fact]
    public async Task The_order_of_words_does_not_matter_but_words_do()
    {
        Assert.Equal(await EmbedAsync("alpha beta", 1024), await EmbedAsync("beta alpha", 1024));
        Assert.NotEqual(await EmbedAsync("alpha beta", 1024), await EmbedAsync("alpha gamma", 1024));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" …!")]
    public async Task A_text_without_words_is_the_zero_vector(string text) => Assert.All(await EmbedAsync(text, 32), value => Assert.Equal(0, value));

    [Fact]
    public async Task Texts_are_answered_in_order()
    {
        using var embedder = new DeterministicEmbeddingGenerator(32);
        var vectors = await embedder.GenerateAsync(["alpha", "beta"]);
        Assert.Equal(await EmbedAsync("alpha", 32), vectors[0].Vector.ToArray());
        Assert.Equal(await EmbedAsync("beta", 32), vectors[1].Vector.ToArray());
    }

    [Fact]
    public void It_says_what_it_is()
    {
        using var embedder = new DeterministicEmbeddingGenerator();
        Assert.False(EmbeddingTraits.Of(embedder).AdmitsAlone);
        Assert.Equal(1024, embedder.GetRequiredService<EmbeddingGeneratorMetadata>().DefaultModelDimensions);
    }

    private static async Task<float[]> EmbedAsync(string text, int dimensions)
    {
        using var embedder = new DeterministicEmbeddingGenerator(dimensions);
        return (await embedder.GenerateVectorAsync(text)).ToArray();
    }
}
