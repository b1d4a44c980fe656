using SmoothOperator.Access;
using SmoothOperator.Knowledge;
using Xunit;

namespace SmoothOperator.Tests.Knowledge;

public sealed class DocumentIndexerTests
{
    private static readonly string Long = string.Join("\n\n", Enumerable.Range(0, 12).Select(i => $"## Part {i}\n\n{string.Join(' ', Enumerable.Repeat($"marker{i} filler", 40))}"));

    [Fact]
    public async Task An_equal_document_is_left_alone()
    {
        var embedder = new StubEmbedder(_ => [1, 0]);
        var knowledge = new KnowledgeFixture(embedder);
        var document = KnowledgeFixture.Document("d", "text") with { Acl = new DocumentAcl(false, ["u"], ["g"]), Sets = ["s"], Metadata = new Dictionary<string, string> { ["k"] = "v" } };
        Assert.Equal(IndexOutcome.Indexed, await knowledge.Indexer.IndexAsync(document, default));
        var copy = document with { Acl = new DocumentAcl(false, ["u"], ["g"]), Sets = ["s"], Metadata = new Dictionary<string, string> { ["k"] = "v" } };
        Assert.Equal(IndexOutcome.Unchanged, await knowledge.Indexer.IndexAsync(copy, default));
        Assert.Equal(1, embedder.Calls);
    }

    public static TheoryData<string> Changes => ["content", "source", "sets", "acl added", "acl", "metadata"];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Any_change_is_indexed_again(string change)
    {
        var knowledge = new KnowledgeFixture();
        var document = KnowledgeFixture.Document("d", "text") with { Acl = change == "acl added" ? null : new DocumentAcl(false, ["u"], []) };
        await knowledge.Indexer.IndexAsync(document, default);
        var changed = change switch
        {
            "content" => document with { Content = "text." },
            "source" => document with { Source = "elsewhere" },
            "sets" => document with { Sets = ["s"] },
            "metadata" => document with { Metadata = new Dictionary<string, string> { ["k"] = "v" } },
            _ => document with { Acl = new DocumentAcl(false, ["w"], []) },
        };
        Assert.Equal(IndexOutcome.Indexed, await knowledge.Indexer.IndexAsync(changed, default));
        Assert.Equal(IndexOutcome.Unchanged, await knowledge.Indexer.IndexAsync(changed, default));
    }

    [Fact]
    public async Task Another_way_of_cutting_or_embedding_indexes_again()
    {
        var store = new MemoryKnowledgeStore();
        var document = KnowledgeFixture.Document("d", Long);
        Assert.Equal(IndexOutcome.Indexed, await Indexer(store, new KnowledgeOptions(), 1024).IndexAsync(document, default));
        Assert.Equal(IndexOutcome.Unchanged, await Indexer(store, new KnowledgeOptions(), 1024).IndexAsync(document, default));
        Assert.Equal(IndexOutcome.Indexed, await Indexer(store, new KnowledgeOptions { ChunkCharacters = 600 }, 1024).IndexAsync(document, default));
        Assert.Equal(IndexOutcome.Indexed, await Indexer(store, new KnowledgeOptions { ChunkCharacters = 600 }, 512).IndexAsync(document, default));
    }

    [Fact]
    public async Task A_changed_document_leaves_no_stale_passage()
    {
        var knowledge = await new KnowledgeFixture().WithAsync(KnowledgeFixture.Document("d", Long), KnowledgeFixture.Document("other", "marker3 stays"));
        Assert.Contains("d", await knowledge.FindAsync("marker7"));

        await knowledge.WithAsync(KnowledgeFixture.Document("d", "short now"));
        Assert.Empty(await knowledge.FindAsync("marker7"));
        Assert.Equal(["other"], await knowledge.FindAsync("marker3"));
        Assert.Equal(["d"], await knowledge.FindAsync("short"));

        Assert.True(await knowledge.Store.DeleteAsync(KnowledgeFixture.Organization, "d", default));
        Assert.False(await knowledge.Store.DeleteAsync(KnowledgeFixture.Organization, "d", default));
        Assert.Empty(await knowledge.FindAsync("short"));
        Assert.Null(await knowledge.Store.GetAsync(KnowledgeFixture.Organization, "d", default));
    }

    [Fact]
    public async Task Passage_ids_are_the_documents_id_the_ordinal_and_the_texts_hash()
    {
        var knowledge = await new KnowledgeFixture().WithAsync(KnowledgeFixture.Document("doc", "hello"));
        var passage = Assert.Single(await knowledge.Retriever.RetrieveAsync(KnowledgeFixture.Anybody, "hello", 3, default));

        // SHA-256 of "hello" begins 2cf24dba5fb0a30e.
        Assert.Equal(("doc#0-2cf24dba5fb0a30e", "doc"), (passage.ChunkId, passage.DocumentId));
    }

    [Fact]
    public async Task Passages_that_stay_keep_their_ids()
    {
        var knowledge = await new KnowledgeFixture().WithAsync(KnowledgeFixture.Document("d", Long));
        var before = await IdsAsync(knowledge);
        await knowledge.WithAsync(KnowledgeFixture.Document("d", $"{Long}\n\n## New part\n\nwith a marker5 text that was not there {new string('z', 300)}"));
        Assert.Subset((await IdsAsync(knowledge)).ToHashSet(), before.Take(3).ToHashSet());

        static async Task<string[]> IdsAsync(KnowledgeFixture knowledge) =>
            [.. (await knowledge.Retriever.RetrieveAsync(KnowledgeFixture.Anybody, "filler", 50, default)).Select(passage => passage.ChunkId).OrderBy(id => id.Length).ThenBy(id => id, StringComparer.Ordinal)];
    }

    [Fact]
    public async Task A_document_is_embedded_in_one_call()
    {
        var embedder = new StubEmbedder(_ => [1, 0]);
        await new KnowledgeFixture(embedder).Indexer.IndexAsync(KnowledgeFixture.Document("d", Long), default);
        Assert.Equal(1, embedder.Calls);
    }

    [Fact]
    public async Task A_document_whose_embedding_failed_is_found_by_words_and_embedded_next_time()
    {
        var isDown = true;
        var embedder = new StubEmbedder(text => isDown ? throw new HttpRequestException("down") : [1, 0]);
        var knowledge = new KnowledgeFixture(embedder);
        var document = KnowledgeFixture.Document("d", "some words");
        await knowledge.Indexer.IndexAsync(document, default);
        Assert.Equal(["d"], await knowledge.FindAsync("words"));

        isDown = false;
        Assert.Empty(await knowledge.FindAsync("unrelated"));
        Assert.Equal(IndexOutcome.Indexed, await knowledge.Indexer.IndexAsync(document, default));
        Assert.Equal(["d"], await knowledge.FindAsync("unrelated"));
        Assert.Equal(IndexOutcome.Unchanged, await knowledge.Indexer.IndexAsync(document, default));
    }

    [Fact]
    public async Task A_blank_document_is_kept_without_passages()
    {
        var knowledge = await new KnowledgeFixture().WithAsync(KnowledgeFixture.Document("d", " \n"));
        Assert.NotNull(await knowledge.Store.GetAsync(KnowledgeFixture.Organization, "d", default));
    }

    [Fact]
    public void The_demo_documents_fit_one_passage_each() => Assert.All(SeedDocuments.All, document => Assert.Single(new Chunker(1_000, 100).Split(document.Content)));

    [Fact]
    public void The_demo_documents_hold_the_figures_others_rely_on()
    {
        Assert.Equal(["policies/returns.md", "policies/shipping.md"], SeedDocuments.All.Select(document => document.Id));
        Assert.All(SeedDocuments.All, document => Assert.Equal(("reference-org", "policies"), (document.OrganizationId, Assert.Single(document.Sets))));
        Assert.Contains("return window is 17 days", SeedDocuments.All[0].Content, StringComparison.Ordinal);
        Assert.Contains("5–7 business days", SeedDocuments.All[1].Content, StringComparison.Ordinal);
        Assert.Contains("2 business days", SeedDocuments.All[1].Content, StringComparison.Ordinal);
    }

    private static DocumentIndexer Indexer(MemoryKnowledgeStore store, KnowledgeOptions options, int dimensions) => new(
        store, new DeterministicEmbeddingGenerator(dimensions), Microsoft.Extensions.Options.Options.Create(options), TimeProvider.System,
        Microsoft.Extensions.Logging.Abstractions.NullLogger<DocumentIndexer>.Instance);
}
