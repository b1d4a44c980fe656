using SmoothOperator.Access;
using SmoothOperator.Knowledge;
using SmoothOperator.Storage;
using Xunit;

namespace SmoothOperator.Testing.Storage;

/// <summary>What every <see cref="IKnowledgeStore"/> must do. Inherit it and give it a storage.</summary>
public abstract class KnowledgeStoreConformance : StorageConformance
{
    private static readonly AccessContext Visitor = AccessContext.Anonymous("org-1");

    private IKnowledgeStore Store => Storage.Knowledge;

    [Fact]
    public async Task A_document_reads_back_as_it_was_put()
    {
        var document = Document("d1") with
        {
            Source = "https://example.org/ä",
            Sets = ["policies", "two words"],
            Acl = new DocumentAcl(false, ["user \"1\""], ["group,1"]),
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["language"] = "en", [""] = "" },
        };
        await Store.PutAsync(document, [Chunk(document, "text")], default);

        var read = Assert.IsType<KnowledgeDocument>(await Store.GetAsync("org-1", "d1", default));

        Assert.Equal((document.Id, document.OrganizationId, document.Source, document.ContentHash, document.IndexedAt), (read.Id, read.OrganizationId, read.Source, read.ContentHash, read.IndexedAt));
        Assert.Equal(document.Sets, read.Sets);
        Assert.Equal(document.Metadata, read.Metadata);
        Assert.Equal((document.Acl.IsPublic, document.Acl.Users.Single(), document.Acl.Groups.Single()), (read.Acl!.IsPublic, read.Acl.Users.Single(), read.Acl.Groups.Single()));
    }

    [Fact]
    public async Task Unknown_documents_and_tenants_are_null_false_or_empty()
    {
        await PutAsync(Document("d1"), "window");

        Assert.Null(await Store.GetAsync("org-1", "d2", default));
        Assert.Null(await Store.GetAsync("org-2", "d1", default));
        Assert.False(await Store.DeleteAsync("org-1", "d2", default));
        Assert.False(await Store.DeleteAsync("org-2", "d1", default));
        Assert.Empty(await Store.ListSetsAsync("org-2", default));
        var found = await Store.SearchAsync(Query("window", [1, 0]) with { Reader = AccessContext.Anonymous("org-2") }, default);
        Assert.Empty(found.Lexical);
        Assert.Empty(found.Dense);
    }

    [Fact]
    public async Task The_passage_about_the_question_ranks_first()
    {
        await PutAsync(Document("ships"), "Ships carry containers over the oceans of the world.");
        await PutAsync(Document("returns"), "The return window is seventeen days; returns after the window are refused.");
        await PutAsync(Document("windows"), "We clean windows of houses and shops every week of the year.");

        var hits = (await Store.SearchAsync(Query("What is your return window?"), default)).Lexical;

        Assert.Equal(["returns", "windows"], hits.Select(hit => hit.DocumentId));
        Assert.Equal("The return window is seventeen days; returns after the window are refused.", hits[0].Text);
        Assert.Equal("source of returns", hits[0].Source);
        Assert.Equal("returns#0", hits[0].ChunkId);
        Assert.True(hits[0].Score > hits[1].Score && hits[1].Score > 0, $"{hits[0].Score} {hits[1].Score}");
    }

    [Fact]
    public async Task A_lone_passage_is_a_candidate_by_one_stemmed_word()
    {
        await PutAsync(Document("d1"), "Refunding takes a while.");

        Assert.Single((await Store.SearchAsync(Query("refunds"), default)).Lexical);
        Assert.Empty((await Store.SearchAsync(Query("shipment"), default)).Lexical);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("what is the of and")]
    [InlineData("?!… \" ' * ( ) : ^ - + \0")]
    [InlineData("🙂")]
    public async Task A_query_without_content_words_finds_nothing_by_words(string text)
    {
        await PutAsync(Document("d1"), "what is the of and refund 🙂");

        Assert.Empty((await Store.SearchAsync(Query(text), default)).Lexical);
    }

    [Theory]
    [InlineData("refund\" OR \"secret")]
    [InlineData("text:refund")]
    [InlineData("refund*")]
    [InlineData("NEAR(refund, 5)")]
    [InlineData("refund AND NOT refund")]
    [InlineData("'; DROP TABLE documents; -- refund")]
    [InlineData("re\u0301fund? refund\0")]
    public async Task Words_are_words_whatever_they_mean_to_an_engine(string text)
    {
        await PutAsync(Document("d1"), "a refund policy");

        Assert.Single((await Store.SearchAsync(Query(text), default)).Lexical);
        Assert.NotNull(await Store.GetAsync("org-1", "d1", default));
    }

    [Fact]
    public async Task Neighbours_come_nearest_first_with_their_cosine()
    {
        await PutAsync(Document("east"), "e", [2, 0]);
        await PutAsync(Document("north"), "n", [0, 3]);
        await PutAsync(Document("northeast"), "ne", [1, 1]);
        await PutAsync(Document("west"), "w", [-1, 0]);

        var hits = (await Store.SearchAsync(Query("nothing", [5, 0]), default)).Dense;

        Assert.Equal(["east", "northeast", "north", "west"], hits.Select(hit => hit.DocumentId));
        Assert.Equal([1, Math.Sqrt(0.5), 0, -1], hits.Select(hit => hit.Score), (one, other) => Math.Abs(one - other) < 1e-6);
    }

    [Fact]
    public async Task Vectors_that_cannot_be_compared_are_left_out()
    {
        await PutAsync(Document("none"), "word");
        await PutAsync(Document("zero"), "word", [0, 0]);
        await PutAsync(Document("wide"), "word", [1, 0, 0]);
        await PutAsync(Document("good"), "word", [1, 0]);

        Assert.Equal("good", Assert.Single((await Store.SearchAsync(Query("x", [1, 0]), default)).Dense).DocumentId);
        Assert.Empty((await Store.SearchAsync(Query("x", [0, 0]), default)).Dense);
        Assert.Empty((await Store.SearchAsync(Query("x", []), default)).Dense);
        Assert.Empty((await Store.SearchAsync(Query("x"), default)).Dense);
        Assert.Equal(4, (await Store.SearchAsync(Query("word"), default)).Lexical.Count);
    }

    [Fact]
    public async Task Each_leg_gives_as_many_candidates_as_were_wanted()
    {
        for (var i = 0; i < 30; i++)
            await PutAsync(Document($"d{i}"), $"refund number {i}", [1, i]);

        var found = await Store.SearchAsync(Query("refund", [1, 0]) with { CandidatesPerLeg = 7 }, default);

        Assert.Equal((7, 7), (found.Lexical.Count, found.Dense.Count));
        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"d{i}"), found.Dense.Select(hit => hit.DocumentId));
    }

    [Theory]
    [InlineData("none", true, true, true)]
    [InlineData("public", true, true, true)]
    [InlineData("users", false, true, false)]
    [InlineData("groups", false, false, true)]
    [InlineData("locked", false, false, false)]
    public async Task Both_legs_hold_the_access_list(string acl, bool visitor, bool user, bool member)
    {
        var lists = new Dictionary<string, DocumentAcl?>(StringComparer.Ordinal)
        {
            ["none"] = null,
            ["public"] = new(true, [], []),
            ["users"] = new(false, ["ann"], []),
            ["groups"] = new(false, [], ["staff"]),
            ["locked"] = DocumentAcl.Locked,
        };
        await PutAsync(Document("d1") with { Acl = lists[acl] }, "refund", [1, 0]);

        foreach (var (reader, sees) in new[]
        {
            (Visitor, visitor), (new AccessContext("org-1", "ann", []), user), (new AccessContext("org-1", "bob", ["staff"]), member),
            (new AccessContext("org-2", "ann", ["staff"]), false), (new AccessContext("org-1", "staff", ["ann"]), acl is "none" or "public"),
        })
        {
            var found = await Store.SearchAsync(Query("refund", [1, 0]) with { Reader = reader }, default);
            Assert.Equal((sees ? 1 : 0, sees ? 1 : 0), (found.Lexical.Count, found.Dense.Count));
        }
    }

    [Fact]
    public async Task What_the_reader_may_not_see_takes_nobodys_place()
    {
        for (var i = 0; i < 40; i++)
            await PutAsync(Document($"secret{i}") with { Acl = DocumentAcl.Locked }, "refund refund refund", [1, 0]);
        await PutAsync(Document("open"), "a refund is possible within some days after the goods have arrived", [1, 1]);

        var found = await Store.SearchAsync(Query("refund", [1, 0]) with { CandidatesPerLeg = 3 }, default);

        Assert.Equal("open", Assert.Single(found.Lexical).DocumentId);
        Assert.Equal("open", Assert.Single(found.Dense).DocumentId);
    }

    [Fact]
    public async Task Tenants_do_not_see_each_other_though_ids_are_equal()
    {
        await PutAsync(Document("same", "org-1"), "refund of one", [1, 0]);
        await PutAsync(Document("same", "org-2"), "refund of two", [1, 0]);

        foreach (var (organization, text) in new[] { ("org-1", "refund of one"), ("org-2", "refund of two") })
        {
            var found = await Store.SearchAsync(Query("refund", [1, 0]) with { Reader = AccessContext.Anonymous(organization) }, default);
            Assert.Equal([text, text], found.Lexical.Concat(found.Dense).Select(hit => hit.Text));
        }

        Assert.True(await Store.DeleteAsync("org-1", "same", default));
        Assert.NotNull(await Store.GetAsync("org-2", "same", default));
    }

    [Fact]
    public async Task Sets_and_metadata_filter_both_legs()
    {
        await PutAsync(Document("d1") with { Sets = ["a", "b"], Metadata = Map(("lang", "en"), ("kind", "x")) }, "refund", [1, 0]);
        await PutAsync(Document("d2") with { Sets = ["b"], Metadata = Map(("lang", "de")) }, "refund", [1, 0]);
        await PutAsync(Document("d3"), "refund", [1, 0]);

        await ExpectAsync(["d1", "d2", "d3"], null, null);
        await ExpectAsync(["d1"], ["a"], null);
        await ExpectAsync(["d1", "d2"], ["b", "c"], null);
        await ExpectAsync([], ["A"], null);
        await ExpectAsync([], [], null);
        await ExpectAsync(["d1"], null, Map(("lang", "en")));
        await ExpectAsync(["d1"], null, Map(("lang", "en"), ("kind", "x")));
        await ExpectAsync([], null, Map(("lang", "de"), ("kind", "x")));
        await ExpectAsync(["d1", "d2", "d3"], null, Map());
        await ExpectAsync([], ["a"], Map(("lang", "de")));

        async Task ExpectAsync(string[] ids, string[]? sets, Dictionary<string, string>? metadata)
        {
            var found = await Store.SearchAsync(Query("refund", [1, 0]) with { Sets = sets, Metadata = metadata }, default);
            Assert.Equal(ids, found.Lexical.Select(hit => hit.DocumentId).Order(StringComparer.Ordinal));
            Assert.Equal(ids, found.Dense.Select(hit => hit.DocumentId).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_tenant_that_was_searched_in_vain_is_found_once_it_has_a_document()
    {
        Assert.Empty(await SearchAsync("refund"));
        await PutAsync(Document("d1"), "refund", [1, 0]);

        var found = await Store.SearchAsync(Query("refund", [1, 0]), default);

        Assert.Equal((1, 1), (found.Lexical.Count, found.Dense.Count));
    }

    [Fact]
    public async Task Putting_again_replaces_everything()
    {
        var document = Document("d1") with { Sets = ["old"] };
        await Store.PutAsync(document, [Chunk(document, "apples", [1, 0]), Chunk(document, "pears", [0, 1], 1)], default);
        await SearchAsync("apples");

        await PutAsync(Document("d1") with { Sets = ["new"], ContentHash = "2" }, "plums", [1, 1]);

        Assert.Empty(await SearchAsync("apples"));
        Assert.Empty(await SearchAsync("pears"));
        Assert.Single(await SearchAsync("plums"));
        Assert.Equal("plums", Assert.Single((await Store.SearchAsync(Query("x", [1, 0]), default)).Dense).Text);
        Assert.Equal([new DocumentSet("new", 1)], await Store.ListSetsAsync("org-1", default));
        Assert.Equal("2", (await Store.GetAsync("org-1", "d1", default))!.ContentHash);
    }

    [Fact]
    public async Task A_new_access_list_holds_at_once()
    {
        await PutAsync(Document("d1"), "refund", [1, 0]);
        Assert.Single(await SearchAsync("refund"));

        await PutAsync(Document("d1") with { Acl = DocumentAcl.Locked }, "refund", [1, 0]);

        var found = await Store.SearchAsync(Query("refund", [1, 0]), default);
        Assert.Empty(found.Lexical);
        Assert.Empty(found.Dense);
    }

    [Fact]
    public async Task A_deleted_document_is_gone_from_everywhere()
    {
        await PutAsync(Document("d1") with { Sets = ["s"] }, "refund", [1, 0]);
        await PutAsync(Document("d2") with { Sets = ["s"] }, "refund", [1, 0]);

        Assert.True(await Store.DeleteAsync("org-1", "d1", default));
        Assert.False(await Store.DeleteAsync("org-1", "d1", default));

        var found = await Store.SearchAsync(Query("refund", [1, 0]), default);
        Assert.Equal(["d2", "d2"], found.Lexical.Concat(found.Dense).Select(hit => hit.DocumentId));
        Assert.Equal([new DocumentSet("s", 1)], await Store.ListSetsAsync("org-1", default));
        Assert.Null(await Store.GetAsync("org-1", "d1", default));
    }

    [Fact]
    public async Task Sets_are_counted_from_the_documents_and_listed_by_name()
    {
        await PutAsync(Document("d1") with { Sets = ["b", "a"] }, "x");
        await PutAsync(Document("d2") with { Sets = ["b", "b"] }, "x");
        await PutAsync(Document("d3"), "x");
        await PutAsync(Document("d4", "org-2") with { Sets = ["z"] }, "x");

        Assert.Equal([new DocumentSet("a", 1), new DocumentSet("b", 2)], await Store.ListSetsAsync("org-1", default));
    }

    [Fact]
    public async Task A_document_without_passages_exists_and_is_not_found()
    {
        await Store.PutAsync(Document("d1") with { Sets = ["s"] }, [], default);

        Assert.NotNull(await Store.GetAsync("org-1", "d1", default));
        Assert.Equal([new DocumentSet("s", 1)], await Store.ListSetsAsync("org-1", default));
        Assert.Empty(await SearchAsync("d1"));
    }

    [Fact]
    public async Task Passages_of_any_text_are_stored_replaced_and_deleted()
    {
        foreach (var text in AwkwardText.All)
        {
            await PutAsync(Document("d1"), "needle " + text, [1, 0]);
            Assert.Equal("needle " + text, Assert.Single((await Store.SearchAsync(Query("needle", [1, 0]), default)).Dense).Text);
            Assert.Single(await SearchAsync("needle"));
        }

        Assert.True(await Store.DeleteAsync("org-1", "d1", default));
        Assert.Empty(await SearchAsync("needle"));
    }

    [Fact]
    public async Task Searches_beside_replacements_always_see_one_whole_version()
    {
        using var done = new CancellationTokenSource();
        await PutVersionAsync(0);
        var writer = Task.Run(async () =>
        {
            for (var version = 1; version <= 60; version++)
                await PutVersionAsync(version);
            await done.CancelAsync();
        });
        while (!done.IsCancellationRequested)
        {
            var found = await Store.SearchAsync(Query("refund", [1, 0]), default);
            Assert.True(found.Lexical.Select(hit => hit.Text).Distinct().Count() <= 1, "Two versions at once.");
            Assert.True(found.Lexical.Count <= 3 && found.Dense.Count <= 3, "A passage twice.");
        }

        await writer;
        var last = await Store.SearchAsync(Query("refund", [1, 0]), default);
        Assert.Equal(Enumerable.Repeat("refund version 60", 6), last.Lexical.Concat(last.Dense).Select(hit => hit.Text));

        Task PutVersionAsync(int version)
        {
            var document = Document("d1");
            return Store.PutAsync(document, [.. Enumerable.Range(0, 3).Select(i => Chunk(document, $"refund version {version}", [1, i], i))], default);
        }
    }

    private static KnowledgeDocument Document(string id, string organizationId = "org-1") => new()
    {
        Id = id,
        OrganizationId = organizationId,
        Source = "source of " + id,
        ContentHash = "1",
        IndexedAt = Scene.Noon,
    };

    private static KnowledgeChunk Chunk(KnowledgeDocument document, string text, float[]? vector = null, int ordinal = 0) =>
        new($"{document.Id}#{ordinal}", ordinal, text, vector is null ? null : new ReadOnlyMemory<float>(vector));

    private static KnowledgeQuery Query(string text, float[]? vector = null) => new()
    {
        Reader = Visitor,
        Text = text,
        Vector = vector is null ? null : new ReadOnlyMemory<float>(vector),
        CandidatesPerLeg = 20,
    };

    private static Dictionary<string, string> Map(params (string Key, string Value)[] pairs) => pairs.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    private Task PutAsync(KnowledgeDocument document, string text, float[]? vector = null) => Store.PutAsync(document, [Chunk(document, text, vector)], default);

    private async Task<IReadOnlyList<ChunkHit>> SearchAsync(string text) => (await Store.SearchAsync(Query(text), default)).Lexical;
}
