using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SmoothOperator.Knowledge;
using Xunit;

namespace SmoothOperator.Tests.Knowledge;

public sealed class ChunkerTests
{
    private static readonly string[] Pieces =
    [
        "word", " ", " ", "\n", "\n\n", "\r\n", "\r\n\r\n", "# Heading\n", "## Sub\n\n", "- item one\n", "1. first\n", "```\ncode();\n\nmore();\n```\n", "~~~~x\n", "```x", "é", "😀", "😀😀😀",
        "A sentence ends here. ", "Does it? ", "| a | b |\n", "\t", new string('x', 70), new string(' ', 90), "x\uD83D", "\u2028", "\r",
    ];

    private static readonly Chunker Default = new(1_000, 100);

    [Fact]
    public void A_document_that_fits_is_one_passage_verbatim()
    {
        const string Text = "\n# Title\r\n\r\n  body \n\n";
        Assert.Equal([Text], Default.Split(Text));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t ")]
    public void A_blank_document_has_no_passages(string text) => Assert.Empty(Default.Split(text));

    [Fact]
    public void Sections_are_kept_apart_and_headings_stay_with_their_text()
    {
        var text = string.Join("\n\n", Enumerable.Range(1, 4).Select(i => $"## Part {i}\n\n{Sentences(400)}"));
        var passages = Default.Split(text);
        Assert.Equal(4, passages.Count);
        Assert.All(passages, (passage, i) => Assert.StartsWith($"## Part {i + 1}\n\nLorem", passage, StringComparison.Ordinal));
    }

    [Fact]
    public void Small_paragraphs_share_a_passage()
    {
        var passages = Default.Split(string.Join("\r\n\r\n", Enumerable.Repeat("A short paragraph of forty characters ok.", 50)));
        Assert.InRange(passages.Count, 2, 4);
        Assert.All(passages.SkipLast(1), passage => Assert.InRange(passage.Length, 900, 1_000));
    }

    [Fact]
    public void Windows_line_ends_make_the_same_passages()
    {
        var text = string.Join("\n\n", Enumerable.Range(0, 30).Select(i => $"# H{i}\nline one of {i}\nline two of {i} {Sentences(120)}"));
        Assert.Equal(Default.Split(text), Default.Split(text.ReplaceLineEndings("\r\n")).Select(passage => passage.ReplaceLineEndings("\n")));
    }

    [Fact]
    public void Fenced_code_is_kept_whole_with_its_blank_lines()
    {
        var code = $"```csharp\nvar a = 1;\n\n# not a heading\n\n{new string('y', 600)}\n```";
        var passages = Default.Split($"{Sentences(700)}\n\n{code}\n\n{Sentences(700)}");
        Assert.Contains(passages, passage => passage.Contains(code, StringComparison.Ordinal));
    }

    [Fact]
    public void A_long_paragraph_is_cut_at_sentences_and_overlaps()
    {
        var passages = Default.Split(Sentences(3_000));
        Assert.True(passages.Count >= 3);
        for (var i = 0; i + 1 < passages.Count; i++)
        {
            Assert.EndsWith(".", passages[i], StringComparison.Ordinal);
            Assert.Contains(passages[i + 1][..20], passages[i], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_long_list_is_cut_between_items()
    {
        var passages = new Chunker(1_000, 0).Split(string.Join('\n', Enumerable.Range(0, 100).Select(i => $"- item number {i} says something")));
        Assert.All(passages, passage => Assert.StartsWith("- item", passage, StringComparison.Ordinal));
        Assert.All(passages, passage => Assert.EndsWith("something", passage, StringComparison.Ordinal));
    }

    [Fact]
    public void A_surrogate_pair_is_never_cut()
    {
        foreach (var size in new[] { 16, 17, 31 })
            Assert.All(new Chunker(size, 0).Split(string.Concat(Enumerable.Repeat("😀", 200))), passage => Assert.True(IsWellFormed(passage)));
    }

    [Fact]
    public void Whatever_the_text_passages_are_verbatim_in_order_and_lose_nothing()
    {
        var texts = Gen.Elements(Pieces).ArrayOf().Resize(120).Select(pieces => WithUniqueLetters(string.Concat(pieces)));
        var cases = from text in texts from size in Gen.Choose(16, 200) from share in Gen.Choose(0, 4) select (text, size, overlap: share == 0 ? 0 : size / 4 / share);
        Prop.ForAll(cases.ToArbitrary(), input => AssertPassages(input.text, input.size, input.overlap)).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithEndSize(120));
    }

    [Fact]
    public void Limits_are_checked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Chunker(15, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Chunker(100, 26));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Chunker(100, -1));
    }

    private static void AssertPassages(string text, int size, int overlap)
    {
        var passages = new Chunker(size, overlap).Split(text);
        var previousStart = -1;
        var covered = 0;
        foreach (var passage in passages)
        {
            Assert.InRange(passage.Length, 1, size);
            Assert.False(string.IsNullOrWhiteSpace(passage));
            var start = text.IndexOf(passage, Math.Max(previousStart + 1, covered - overlap), StringComparison.Ordinal);
            while (start >= 0 && start + passage.Length <= covered)
                start = text.IndexOf(passage, start + 1, StringComparison.Ordinal);
            Assert.True(start >= 0, "the passage stands in the text, after the one before, and adds something");
            Assert.True(start <= covered || string.IsNullOrWhiteSpace(text[covered..start]), "nothing but space is left out");
            Assert.False(start > 0 && char.IsLowSurrogate(text[start]) && char.IsHighSurrogate(text[start - 1]), "no pair is cut");
            previousStart = start;
            covered = start + passage.Length;
        }

        Assert.True(string.IsNullOrWhiteSpace(text[covered..]));
    }

    /// <summary>The text with other letters, no two alike, so that a passage stands in one place only.</summary>
    private static string WithUniqueLetters(string text)
    {
        const int FirstIdeograph = 0x20000;
        var next = FirstIdeograph;
        var unique = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            unique.Append(isPair || char.IsLetter(text[i]) ? char.ConvertFromUtf32(next++) : text[i].ToString());
            i += isPair ? 1 : 0;
        }

        return unique.ToString();
    }

    private static bool IsWellFormed(string text) => !text.Contains('\uFFFD') && text.EnumerateRunes().All(rune => rune.Value != 0xFFFD);

    private static string Sentences(int length)
    {
        const string Sentence = "Lorem ipsum dolor sit amet, number {0} of many. ";
        var text = string.Concat(Enumerable.Range(0, (length / 40) + 1).Select(i => Sentence.Replace("{0}", $"{i}", StringComparison.Ordinal)));
        return text[..(text[..length].LastIndexOf('.') + 1)];
    }
}
