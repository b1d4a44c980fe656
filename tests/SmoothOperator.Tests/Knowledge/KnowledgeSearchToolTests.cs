using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SmoothOperator.Access;
using SmoothOperator.Knowledge;
using SmoothOperator.Tools;
using Xunit;

namespace SmoothOperator.Tests.Knowledge;

public sealed class KnowledgeSearchToolTests
{
    [Fact]
    public async Task Passages_come_back_as_fenced_data_with_their_sources()
    {
        var result = await SearchAsync(new() { ["query"] = "topic" });
        Assert.StartsWith("3 passages for \"topic\":\n<knowledge-", result.Text, StringComparison.Ordinal);
        Assert.True(KnowledgeContext.TryParse(result.Text, out var passages, out _));
        Assert.Equal(passages.Select(passage => passage.Source), result.Sources.Select(source => source.Title));
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("5", 5)]
    [InlineData("0", 1)]
    [InlineData("-7", 1)]
    [InlineData("99", 10)]
    [InlineData("1e99", 10)]
    [InlineData("2.9", 2)]
    [InlineData("null", 3)]
    public async Task The_limit_is_clamped(string limit, int expected) =>
        Assert.Equal(expected, (await SearchAsync(new() { ["query"] = JsonElement.Parse("\"topic\""), ["limit"] = JsonElement.Parse(limit) })).Sources.Count);

    [Theory]
    [InlineData("{}", "query")]
    [InlineData("""{"query":""}""", "query")]
    [InlineData("""{"query":"  "}""", "query")]
    [InlineData("""{"query":5}""", "query")]
    [InlineData("""{"query":null}""", "query")]
    [InlineData("""{"query":["topic"]}""", "query")]
    [InlineData("""{"query":"topic","limit":"3"}""", "limit")]
    [InlineData("""{"query":"topic","limit":{}}""", "limit")]
    public async Task Bad_arguments_are_named(string arguments, string field)
    {
        var parsed = JsonElement.Parse(arguments).EnumerateObject().ToDictionary(property => property.Name, object? (property) => property.Value);
        var failure = await Assert.ThrowsAsync<ToolException>(() => SearchAsync(parsed));
        Assert.Contains($"'{field}'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_match_is_one_line_without_sources()
    {
        var result = await SearchAsync(new() { ["query"] = "zebra" });
        Assert.Equal("Nothing in the knowledge base matches \"zebra\".", result.Text);
        Assert.Empty(result.Sources);
    }

    [Fact]
    public async Task It_searches_on_behalf_of_its_reader_within_its_scope()
    {
        var knowledge = await new KnowledgeFixture().WithAsync(
            KnowledgeFixture.Document("staff", "topic") with { Acl = new DocumentAcl(false, [], ["staff"]), Sets = ["s"] },
            KnowledgeFixture.Document("open", "topic"));
        var staff = new AccessContext(KnowledgeFixture.Organization, "u", ["staff"]);
        Assert.Equal(["open"], await TitlesAsync(KnowledgeFixture.Anybody, scope: null));
        Assert.Equal(["open", "staff"], await TitlesAsync(staff, scope: null));
        Assert.Equal(["staff"], await TitlesAsync(staff, new KnowledgeScope { Sets = ["s"] }));

        async Task<string[]> TitlesAsync(AccessContext reader, KnowledgeScope? scope)
        {
            var result = (ToolResult?)await new KnowledgeSearchTool(knowledge.Retriever, reader, scope).InvokeAsync(new AIFunctionArguments { ["query"] = "topic" });
            return [.. result!.Sources.Select(source => source.Title).Order(StringComparer.Ordinal)];
        }
    }

    [Fact]
    public async Task A_failing_store_is_a_tool_error_without_detail()
    {
        using var embedder = new DeterministicEmbeddingGenerator();
        var retriever = new KnowledgeRetriever(
            new FailingStore(), embedder, Options.Create(new KnowledgeOptions()), TimeProvider.System, NullLogger<KnowledgeRetriever>.Instance);
        var tool = new KnowledgeSearchTool(retriever, KnowledgeFixture.Anybody);
        var failure = await Assert.ThrowsAsync<ToolException>(async () => await tool.InvokeAsync(new AIFunctionArguments { ["query"] = "topic" }));
        Assert.DoesNotContain("down", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_a_reader_with_a_schema()
    {
        var tool = new KnowledgeSearchTool(new KnowledgeFixture().Retriever, KnowledgeFixture.Anybody);
        Assert.Equal("knowledge_search", tool.Name);
        Assert.Equal(ToolTraits.BuiltInReader, ToolTraits.Of(tool));
        Assert.Equal(["query"], tool.JsonSchema.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
    }

    private static async Task<ToolResult> SearchAsync(Dictionary<string, object?> arguments)
    {
        var documents = Enumerable.Range(0, 12).Select(i => KnowledgeFixture.Document($"d{i}", $"about the topic, part {i}"));
        var knowledge = await new KnowledgeFixture().WithAsync([.. documents]);
        var tool = new KnowledgeSearchTool(knowledge.Retriever, KnowledgeFixture.Anybody);
        return Assert.IsType<ToolResult>(await tool.InvokeAsync(new AIFunctionArguments(arguments)));
    }
}
