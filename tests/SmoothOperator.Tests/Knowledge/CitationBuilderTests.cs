using SmoothOperator.Knowledge;
using SmoothOperator.Turns;
using Xunit;

namespace SmoothOperator.Tests.Knowledge;

public sealed class CitationBuilderTests
{
    [Fact]
    public void Automatic_passages_come_first_each_document_once()
    {
        var found = new[] { CitationBuilder.Cite(Passage("b", "b2")), CitationBuilder.Cite(Passage("c", "c1")) };
        var citations = Build([Passage("a", "a1"), Passage("b", "b1"), Passage("a", "a2")], found);
        Assert.Equal(["a1", "b1", "c1"], citations.Select(citation => citation.Snippet));
        Assert.Equal(["a", "b", "c"], citations.Select(citation => citation.Id));
    }

    [Fact]
    public void There_are_at_most_eight() =>
        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"{i}"), Build(Enumerable.Range(0, 20).Select(i => Passage($"{i}", "")), []).Select(citation => citation.Id));

    [Theory]
    [InlineData("https://example.com/a", true)]
    [InlineData("http://example.com/a", true)]
    [InlineData("policies/returns.md", false)]
    [InlineData("ftp://example.com", false)]
    [InlineData("HTTPS://example.com", false)]
    [InlineData("see https://example.com", false)]
    [InlineData("javascript:alert(1)", false)]
    public void Only_http_and_https_sources_are_addresses(string source, bool isAddress)
    {
        var citation = CitationBuilder.Cite(new RetrievedPassage("c", "d", source, "text", 0.5));
        Assert.Equal(new Citation("d", source, isAddress ? source : null, "text", 0.5), citation);
    }

    [Theory]
    [InlineData("x", 280, false)]
    [InlineData("x", 281, true)]
    [InlineData("😀", 280, false)]
    [InlineData("😀", 281, true)]
    public void Snippets_are_cut_at_280_characters(string character, int count, bool isCut)
    {
        var snippet = CitationBuilder.Cite(Passage("d", string.Concat(Enumerable.Repeat(character, count)))).Snippet;
        Assert.Equal(string.Concat(Enumerable.Repeat(character, 280)) + (isCut ? "…" : ""), snippet);
    }

    private static IReadOnlyList<Citation> Build(IEnumerable<RetrievedPassage> automatic, IEnumerable<Citation> found)
    {
        var citations = new CitationBuilder();
        citations.Add(automatic);
        citations.Add(found);
        return citations.Build();
    }

    private static RetrievedPassage Passage(string document, string text) => new($"{document}#0", document, document, text, 1);
}
