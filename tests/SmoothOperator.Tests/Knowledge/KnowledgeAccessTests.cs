using SmoothOperator.Access;
using SmoothOperator.Knowledge;
using Xunit;

namespace SmoothOperator.Tests.Knowledge;

/// <summary>Who finds which document: access lists, tenants, sets, metadata.</summary>
public sealed class KnowledgeAccessTests
{
    private static readonly Dictionary<string, DocumentAcl?> Lists = new(StringComparer.Ordinal)
    {
        ["open"] = null,
        ["public"] = new DocumentAcl(IsPublic: true, [], []),
        ["user"] = new DocumentAcl(IsPublic: false, ["ann"], []),
        ["group"] = new DocumentAcl(IsPublic: false, [], ["staff", "board"]),
        ["both"] = new DocumentAcl(IsPublic: false, ["ann"], ["board"]),
        ["empty"] = new DocumentAcl(IsPublic: false, [], []),
        ["locked"] = DocumentAcl.Locked,
    };

    [Theory]
    [InlineData(null, "", "open public")]
    [InlineData("ann", "", "both open public user")]
    [InlineData("ANN", "", "open public")]
    [InlineData("bob", "", "open public")]
    [InlineData("bob", "staff", "group open public")]
    [InlineData("bob", "board other", "both group open public")]
    [InlineData("ann", "staff", "both group open public user")]
    [InlineData(null, "staff", "group open public")]
    [InlineData("staff", "ann", "open public")]
    public async Task A_reader_finds_what_the_access_lists_allow_in_either_leg(string? user, string groups, string found)
    {
        var semantic = new StubEmbedder(_ => [1, 0]);
        var knowledge = await new KnowledgeFixture(semantic).WithAsync([.. Lists.Select(list => KnowledgeFixture.Document(list.Key, "the secret recipe") with { Acl = list.Value })]);
        var reader = new AccessContext(KnowledgeFixture.Organization, user, groups.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(found.Split(' '), (await knowledge.FindAsync("recipe", reader)).Order(StringComparer.Ordinal));
        Assert.Equal(found.Split(' '), (await knowledge.FindAsync("unrelated", reader)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Hidden_documents_never_crowd_out_visible_ones()
    {
        var hidden = Enumerable.Range(0, 300).Select(i => KnowledgeFixture.Document($"hidden{i}", "recipe recipe recipe") with { Acl = DocumentAcl.Locked });
        var knowledge = await new KnowledgeFixture().WithAsync([.. hidden, KnowledgeFixture.Document("visible", "a long text in which the word recipe stands once only among others")]);
        Assert.Equal(["visible"], await knowledge.FindAsync("recipe", limit: 1));
    }

    [Fact]
    public async Task Tenants_do_not_see_each_other()
    {
        var knowledge = await new KnowledgeFixture().WithAsync(
            KnowledgeFixture.Document("same", "our recipe"),
            KnowledgeFixture.Document("same", "their recipe") with { OrganizationId = "other" });

        Assert.Equal("our recipe", Assert.Single(await knowledge.Retriever.RetrieveAsync(KnowledgeFixture.Anybody, "recipe", 5, default)).Text);
        Assert.Equal("their recipe", Assert.Single(await knowledge.Retriever.RetrieveAsync(AccessContext.Anonymous("other"), "recipe", 5, default)).Text);
        Assert.Empty(await knowledge.FindAsync("recipe", AccessContext.Anonymous("third")));
        Assert.True(await knowledge.Store.DeleteAsync("other", "same", default));
        Assert.NotNull(await knowledge.Store.GetAsync(KnowledgeFixture.Organization, "same", default));
    }

    [Theory]
    [InlineData(null, "a ab none")]
    [InlineData("", "")]
    [InlineData("a", "a ab")]
    [InlineData("b", "ab")]
    [InlineData("A", "")]
    [InlineData("x b", "ab")]
    public async Task Sets_narrow_a_search(string? sets, string found)
    {
        var knowledge = await new KnowledgeFixture().WithAsync(
            KnowledgeFixture.Document("a", "recipe") with { Sets = ["a"] },
            KnowledgeFixture.Document("ab", "recipe") with { Sets = ["a", "b"] },
            KnowledgeFixture.Document("none", "recipe"));
        var scope = new KnowledgeScope { Sets = sets?.Split(' ', StringSplitOptions.RemoveEmptyEntries) };
        Assert.Equal(found.Split(' ', StringSplitOptions.RemoveEmptyEntries), (await knowledge.FindAsync("recipe", scope: scope)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Metadata_narrows_a_search()
    {
        var knowledge = await new KnowledgeFixture().WithAsync(
            KnowledgeFixture.Document("en", "recipe") with { Metadata = Metadata("lang", "en") },
            KnowledgeFixture.Document("de", "recipe") with { Metadata = Metadata("lang", "de") },
            KnowledgeFixture.Document("none", "recipe"));
        Assert.Equal(["de"], await knowledge.FindAsync("recipe", scope: new KnowledgeScope { Metadata = Metadata("lang", "de") }));
        Assert.Empty(await knowledge.FindAsync("recipe", scope: new KnowledgeScope { Metadata = Metadata("lang", "DE") }));
        Assert.Equal(3, (await knowledge.FindAsync("recipe", scope: new KnowledgeScope { Metadata = new Dictionary<string, string>() })).Length);
    }

    [Fact]
    public async Task Sets_are_counted_from_the_data()
    {
        var knowledge = await new KnowledgeFixture().WithAsync(
            KnowledgeFixture.Document("1", "one") with { Sets = ["b", "a", "a"] },
            KnowledgeFixture.Document("2", "two") with { Sets = ["a"] });
        Assert.Equal([new DocumentSet("a", 2), new DocumentSet("b", 1)], await knowledge.Store.ListSetsAsync(KnowledgeFixture.Organization, default));

        await knowledge.Store.DeleteAsync(KnowledgeFixture.Organization, "1", default);
        Assert.Equal([new DocumentSet("a", 1)], await knowledge.Store.ListSetsAsync(KnowledgeFixture.Organization, default));
        Assert.Empty(await knowledge.Store.ListSetsAsync("other", default));
    }

    private static Dictionary<string, string> Metadata(string key, string value) => new() { [key] = value };
}
