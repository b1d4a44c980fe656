using SmoothOperator.Knowledge;
using Xunit;

namespace SmoothOperator.Tests.Knowledge;

public sealed class MemoryKnowledgeStoreTests
{
    private const int Documents = 40;

    [Fact]
    public async Task Rare_words_and_short_passages_rank_first()
    {
        var knowledge = await new KnowledgeFixture().WithAsync(
            KnowledgeFixture.Document("long", "apple among a great many further words about trees, gardens, seasons and soil"),
            KnowledgeFixture.Document("short", "apple tree"),
            KnowledgeFixture.Document("rare", "quince tree"));
        var hits = (await SearchAsync(knowledge, "apple quince")).Lexical;
        Assert.Equal(["rare", "short", "long"], hits.Select(hit => hit.DocumentId));
        Assert.All(hits, hit => Assert.True(hit.Score > 0));
    }

    [Fact]
    public async Task A_word_in_every_passage_still_scores_above_zero()
    {
        var knowledge = await new KnowledgeFixture().WithAsync([.. Enumerable.Range(0, 10).Select(i => KnowledgeFixture.Document($"{i}", "tree"))]);
        Assert.All((await SearchAsync(knowledge, "tree")).Lexical, hit => Assert.True(hit.Score > 0));
    }

    [Fact]
    public async Task The_score_is_okapi_bm25()
    {
        var knowledge = await new KnowledgeFixture().WithAsync(KnowledgeFixture.Document("one", "apple apple tree"), KnowledgeFixture.Document("two", "some other five words here"));

        // idf = ln(1 + 1.5/1.5); frequency 2, length 3, average 4.
        var expected = Math.Log(2) * 2 * 2.2 / (2 + (1.2 * (0.25 + (0.75 * 3 / 4))));
        Assert.Equal(expected, Assert.Single((await SearchAsync(knowledge, "apples")).Lexical).Score, tolerance: 1e-9);
    }

    [Fact]
    public async Task Each_leg_is_cut_after_filtering()
    {
        var knowledge = await new KnowledgeFixture().WithAsync([.. Enumerable.Range(0, 30).Select(i => KnowledgeFixture.Document($"{i}", "tree"))]);
        var candidates = await SearchAsync(knowledge, "tree", limit: 7);
        Assert.Equal((7, 7), (candidates.Lexical.Count, candidates.Dense.Count));
    }

    [Fact]
    public async Task A_vector_that_only_ranks_names_only_what_words_found()
    {
        var knowledge = await new KnowledgeFixture().WithAsync(
            KnowledgeFixture.Document("far", "apple pie with cream and sugar"), KnowledgeFixture.Document("near", "apple"), KnowledgeFixture.Document("other", "pear"));
        var vector = (await knowledge.Embedder.GenerateAsync(["apple"]))[0].Vector;
        var query = new KnowledgeQuery { Reader = KnowledgeFixture.Anybody, Text = "apple", Vector = vector, CandidatesPerLeg = 20 };
        var free = (await knowledge.Store.SearchAsync(query, default)).Dense;
        var ranking = (await knowledge.Store.SearchAsync(query with { VectorRanksOnly = true }, default)).Dense;
        Assert.Equal(["near", "far", "other"], free.Select(hit => hit.DocumentId));
        Assert.Equal(free.Take(2), ranking);
    }

    [Fact]
    public async Task Cosine_is_exact_whatever_the_length_of_vectors()
    {
        var store = new MemoryKnowledgeStore();
        await PutAsync(store, "d", "words", new float[] { 3, 4 });
        await PutAsync(store, "zero", "words", new float[] { 0, 0 });
        await PutAsync(store, "nan", "words", new float[] { float.NaN, 1 });
        var query = new KnowledgeQuery { Reader = KnowledgeFixture.Anybody, Text = "", Vector = new float[] { 10, 0 }, CandidatesPerLeg = 5 };
        Assert.Equal(0.6, Assert.Single((await store.SearchAsync(query, default)).Dense).Score, tolerance: 1e-6);
    }

    [Fact]
    public async Task Replacing_a_document_many_times_keeps_scores_and_leaves_one_version()
    {
        var knowledge = await new KnowledgeFixture().WithAsync(KnowledgeFixture.Document("stays", "apple pie"), KnowledgeFixture.Document("d", "apple tree"));
        var before = await SearchAsync(knowledge, "apple");
        for (var i = 0; i < 2_000; i++)
            await knowledge.WithAsync(KnowledgeFixture.Document("d", $"changed {i}"));
        Assert.Equal(["changed 1999"], (await SearchAsync(knowledge, "changed")).Lexical.Select(hit => hit.Text));

        await knowledge.WithAsync(KnowledgeFixture.Document("d", "apple tree"));
        var after = await SearchAsync(knowledge, "apple");
        Assert.Equal(before.Lexical, after.Lexical);
        Assert.Equal(before.Dense.Select(hit => (hit.DocumentId, Math.Round(hit.Score, 5))), after.Dense.Select(hit => (hit.DocumentId, Math.Round(hit.Score, 5))));
    }

    [Fact]
    public async Task Readers_see_whole_versions_while_a_writer_replaces()
    {
        var store = new MemoryKnowledgeStore();
        for (var i = 0; i < Documents; i++)
            await PutVersionAsync(store, i, version: 0);
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() => ReadAsync(store, stop.Token))).ToArray();

        for (var version = 1; version <= 60; version++)
        {
            for (var i = 0; i < Documents; i++)
                await PutVersionAsync(store, i, version);
        }

        await stop.CancelAsync();
        foreach (var searches in await Task.WhenAll(readers))
            Assert.True(searches > 0);
    }

    /// <summary>Searches until told to stop: every document is there exactly once, with both passages of one version.</summary>
    private static async Task<int> ReadAsync(MemoryKnowledgeStore store, CancellationToken stop)
    {
        var searches = 0;
        do
        {
            var query = new KnowledgeQuery { Reader = KnowledgeFixture.Anybody, Text = "shared", Vector = new float[] { 1, 0 }, CandidatesPerLeg = 1_000 };
            var candidates = await store.SearchAsync(query, CancellationToken.None);
            foreach (var leg in new[] { candidates.Lexical, candidates.Dense })
            {
                Assert.Equal(2 * Documents, leg.Count);
                Assert.All(leg.GroupBy(hit => hit.DocumentId), document => Assert.Single(document.Select(hit => hit.Text.Split(' ')[2]).Distinct()));
            }

            searches++;
        }
        while (!stop.IsCancellationRequested);
        return searches;
    }

    private static Task PutVersionAsync(MemoryKnowledgeStore store, int document, int version) =>
        store.PutAsync(
            Describe($"d{document}"),
            [
                new KnowledgeChunk($"d{document}#0", 0, $"shared first v{version}", new float[] { 1, 0.5f }),
                new KnowledgeChunk($"d{document}#1", 1, $"shared second v{version}", new float[] { 1, 0.1f }),
            ],
            CancellationToken.None);

    private static Task PutAsync(MemoryKnowledgeStore store, string id, string text, float[] vector) =>
        store.PutAsync(Describe(id), [new KnowledgeChunk($"{id}#0", 0, text, vector)], CancellationToken.None);

    private static KnowledgeDocument Describe(string id) =>
        new() { Id = id, OrganizationId = KnowledgeFixture.Organization, Source = id, ContentHash = "", IndexedAt = DateTimeOffset.UnixEpoch };

    private static async Task<KnowledgeCandidates> SearchAsync(KnowledgeFixture knowledge, string text, int limit = 20)
    {
        var vector = (await knowledge.Embedder.GenerateAsync([text]))[0].Vector;
        return await knowledge.Store.SearchAsync(new KnowledgeQuery { Reader = KnowledgeFixture.Anybody, Text = text, Vector = vector, CandidatesPerLeg = limit }, default);
    }
}
