using SmoothOperator.Knowledge;
using SmoothOperator.Storage;
using SmoothOperator.Testing;
using Xunit;

namespace SmoothOperator.Tests.Knowledge;

public sealed class KnowledgeRetrieverTests
{
    private static readonly SourceDocument[] Demo = [.. SeedDocuments.All.Select(document => document with { OrganizationId = KnowledgeFixture.Organization })];

    [Theory]
    [InlineData("What is your return window?", "policies/returns.md")]
    [InlineData("return window policy", "policies/returns.md")]
    [InlineData("How long does shipping take?", "policies/shipping.md")]
    [InlineData("Is expedited delivery possible?", "policies/shipping.md")]
    public async Task The_demo_documents_are_found(string question, string best)
    {
        var knowledge = await new KnowledgeFixture().WithAsync(Demo);
        var passages = await knowledge.Retriever.RetrieveAsync(KnowledgeFixture.Anybody, question, 3, default);
        Assert.Equal(best, passages[0].DocumentId);
        Assert.Equal(1, passages[0].Score, tolerance: 1e-9);
        Assert.Contains(passages[0].Text, Demo.Select(document => document.Content));
    }

    [Fact]
    public async Task One_shared_stem_is_enough_even_in_a_collection_of_one() =>
        Assert.Equal(["only"], await (await new KnowledgeFixture().WithAsync(KnowledgeFixture.Document("only", "Shipped parcels are tracked."))).FindAsync("shipping"));

    [Theory]
    [InlineData("zebra crossing")]
    [InlineData("what is it that you do")]
    [InlineData("")]
    [InlineData("  ")]
    public async Task The_deterministic_embedder_admits_nothing_alone(string question) =>
        Assert.Empty(await (await new KnowledgeFixture().WithAsync(Demo)).FindAsync(question));

    [Theory]
    [InlineData(0.29f, 0)]
    [InlineData(0.31f, 1)]
    public async Task A_semantic_embedder_admits_a_passage_alone_from_the_floor_on(float cosine, int expected)
    {
        var embedder = new StubEmbedder(text => text == "question" ? [1, 0] : [cosine, MathF.Sqrt(1 - (cosine * cosine))]);
        var knowledge = await new KnowledgeFixture(embedder).WithAsync(KnowledgeFixture.Document("near", "completely other words"));
        Assert.Equal(expected, (await knowledge.FindAsync("question")).Length);
    }

    [Fact]
    public async Task The_legs_are_fused_by_reciprocal_ranks()
    {
        var embedder = new StubEmbedder(text => text switch { "apple" => [1, 0], "apple apple" => [0.6f, 0.8f], "apple pie crust" => [0.8f, 0.6f], _ => [0.99f, 0.1f] });
        var knowledge = await new KnowledgeFixture(embedder).WithAsync(
            KnowledgeFixture.Document("first by words", "apple apple"),
            KnowledgeFixture.Document("second by words", "apple pie crust"),
            KnowledgeFixture.Document("vector only", "pomaceous fruit"));

        var passages = await knowledge.Retriever.RetrieveAsync(KnowledgeFixture.Anybody, "apple", 10, default);

        // Ranks by words: 1, 2, none; by vectors: 3, 2, 1. The largest possible is 2/61.
        Assert.Equal(["first by words", "second by words", "vector only"], passages.Select(passage => passage.DocumentId));
        Assert.Equal(61.0 / 2 * ((1.0 / 61) + (1.0 / 63)), passages[0].Score, tolerance: 1e-9);
        Assert.Equal(61.0 / 2 * (2.0 / 62), passages[1].Score, tolerance: 1e-9);
        Assert.Equal(0.5, passages[2].Score, tolerance: 1e-9);
    }

    [Fact]
    public async Task A_failing_embedder_leaves_the_words()
    {
        var embedder = new StubEmbedder(_ => throw new HttpRequestException("no"));
        var knowledge = await new KnowledgeFixture(embedder).WithAsync(Demo);
        Assert.Equal("policies/returns.md", (await knowledge.FindAsync("return window"))[0]);
    }

    [Fact]
    public async Task An_embedder_that_hangs_is_left_after_the_deadline()
    {
        var clock = new FakeTimeProvider();
        var embedder = new StubEmbedder(_ => [1, 0], _ => new TaskCompletionSource().Task);
        var knowledge = new KnowledgeFixture(embedder, clock);
        var chunk = new KnowledgeChunk("d#0", 0, "return window", null);
        await knowledge.Store.PutAsync(DocumentOf("d"), [chunk], default);

        var search = knowledge.FindAsync("window");
        await clock.WaitForTimerAsync(TimeSpan.FromSeconds(10));
        clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(search.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal(["d"], await search);
    }

    [Fact]
    public async Task Cancellation_is_not_mistaken_for_a_failing_embedder()
    {
        using var cancel = new CancellationTokenSource();
        var knowledge = new KnowledgeFixture(new StubEmbedder(_ => [1, 0], token => Task.Delay(Timeout.Infinite, token)));
        var search = knowledge.Retriever.RetrieveAsync(KnowledgeFixture.Anybody, "window", 3, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => search);
    }

    [Fact]
    public async Task A_query_is_embedded_once()
    {
        var embedder = new StubEmbedder(_ => [1, 0]);
        await new KnowledgeFixture(embedder).FindAsync("window");
        Assert.Equal(1, embedder.Calls);
    }

    [Fact]
    public async Task Scores_are_from_0_to_1_best_first_and_the_limit_holds()
    {
        var documents = Enumerable.Range(0, 60).Select(i => KnowledgeFixture.Document($"d{i}", $"window {string.Join(' ', Enumerable.Range(0, i).Select(n => $"w{n}"))}"));
        var knowledge = await new KnowledgeFixture().WithAsync([.. documents]);
        var passages = await knowledge.Retriever.RetrieveAsync(KnowledgeFixture.Anybody, "window w5 w9", 7, default);
        Assert.Equal(7, passages.Count);
        Assert.All(passages, passage => Assert.InRange(passage.Score, 0, 1));
        Assert.Equal(passages.OrderByDescending(passage => passage.Score), passages);
    }

    [Fact]
    public async Task Vectors_of_another_width_are_left_out()
    {
        var knowledge = new KnowledgeFixture(new StubEmbedder(_ => [1, 0]));
        await knowledge.Store.PutAsync(DocumentOf("old"), [new KnowledgeChunk("old#0", 0, "words", new float[] { 1, 0, 0 })], default);
        await knowledge.Store.PutAsync(DocumentOf("new"), [new KnowledgeChunk("new#0", 0, "words", new float[] { 2, 0 })], default);
        Assert.Equal(["new"], await knowledge.FindAsync("question"));
    }

    [Fact]
    public async Task A_failing_store_is_the_callers_business()
    {
        using var embedder = new DeterministicEmbeddingGenerator();
        var retriever = new KnowledgeRetriever(
            new FailingStore(), embedder, Microsoft.Extensions.Options.Options.Create(new KnowledgeOptions()), TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<KnowledgeRetriever>.Instance);
        await Assert.ThrowsAsync<StorageException>(() => retriever.RetrieveAsync(KnowledgeFixture.Anybody, "window", 3, default));
    }

    private static KnowledgeDocument DocumentOf(string id) =>
        new() { Id = id, OrganizationId = KnowledgeFixture.Organization, Source = id, ContentHash = "", IndexedAt = DateTimeOffset.UnixEpoch };
}
