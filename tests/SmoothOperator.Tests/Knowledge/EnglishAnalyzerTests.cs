using SmoothOperator.Knowledge;
using Xunit;

namespace SmoothOperator.Tests.Knowledge;

public sealed class EnglishAnalyzerTests
{
    // Examples of Porter's paper and of his sample vocabulary.
    [Theory]
    [InlineData("caresses", "caress")]
    [InlineData("ponies", "poni")]
    [InlineData("cats", "cat")]
    [InlineData("agreed", "agre")]
    [InlineData("feed", "feed")]
    [InlineData("plastered", "plaster")]
    [InlineData("bled", "bled")]
    [InlineData("motoring", "motor")]
    [InlineData("sing", "sing")]
    [InlineData("conflated", "conflat")]
    [InlineData("troubling", "troubl")]
    [InlineData("sized", "size")]
    [InlineData("hopping", "hop")]
    [InlineData("falling", "fall")]
    [InlineData("hissing", "hiss")]
    [InlineData("fizzed", "fizz")]
    [InlineData("filing", "file")]
    [InlineData("happy", "happi")]
    [InlineData("sky", "sky")]
    [InlineData("relational", "relat")]
    [InlineData("conditional", "condit")]
    [InlineData("rational", "ration")]
    [InlineData("digitizer", "digit")]
    [InlineData("conformably", "conform")]
    [InlineData("radically", "radic")]
    [InlineData("vietnamization", "vietnam")]
    [InlineData("operator", "oper")]
    [InlineData("feudalism", "feudal")]
    [InlineData("decisiveness", "decis")]
    [InlineData("hopefulness", "hope")]
    [InlineData("sensibility", "sensibl")]
    [InlineData("triplicate", "triplic")]
    [InlineData("formative", "form")]
    [InlineData("electrical", "electr")]
    [InlineData("goodness", "good")]
    [InlineData("revival", "reviv")]
    [InlineData("allowance", "allow")]
    [InlineData("adjustable", "adjust")]
    [InlineData("replacement", "replac")]
    [InlineData("adoption", "adopt")]
    [InlineData("communism", "commun")]
    [InlineData("effective", "effect")]
    [InlineData("probate", "probat")]
    [InlineData("rate", "rate")]
    [InlineData("cease", "ceas")]
    [InlineData("controlling", "control")]
    [InlineData("rolling", "roll")]
    [InlineData("generalizations", "gener")]
    [InlineData("archaeology", "archaeolog")]
    public void A_word_is_stemmed_as_Porter_does(string word, string stem) => Assert.Equal([stem], EnglishAnalyzer.QueryStems(word));

    [Theory]
    [InlineData("Façade, naïve Müller!", "facade naive muller")]
    [InlineData("e\u0301tude CAFÉ", "etude cafe")]
    [InlineData("order-1042/B x2", "order 1042 b x2")]
    [InlineData("ΣΊΣΥΦΟΣ", "σίσυφοσ")]
    [InlineData("日本語 テスト", "日本語 テスト")]
    [InlineData("\U0001F600 smile \uD800 broken", "smile broken")]
    public void Words_are_runs_of_letters_and_digits_folded(string text, string words) =>
        Assert.Equal(words.Split(' '), EnglishAnalyzer.QueryWords(text));

    [Fact]
    public void Query_words_are_distinct_content_words_in_order() =>
        Assert.Equal(["return", "window", "returns"], EnglishAnalyzer.QueryWords("What is your return window? Return, RETURN: the returns of it."));

    [Fact]
    public void Stems_are_distinct_after_stemming() => Assert.Equal(["return", "window"], EnglishAnalyzer.QueryStems("return window returns windows"));

    [Theory]
    [InlineData("")]
    [InlineData("What is it that you do?")]
    [InlineData("?! …")]
    [InlineData("I don't, we'll, they've")]
    public void A_query_of_stop_words_has_no_words(string query) => Assert.Empty(EnglishAnalyzer.QueryWords(query));

    [Fact]
    public void Only_so_many_words_of_a_query_count()
    {
        var query = string.Join(' ', Enumerable.Range(0, 1000).Select(i => $"w{i}"));
        Assert.Equal(EnglishAnalyzer.MaxQueryWords, EnglishAnalyzer.QueryWords(query).Count);
        Assert.Equal(EnglishAnalyzer.MaxQueryWords, EnglishAnalyzer.QueryStems(query).Count);
    }

    [Fact]
    public void A_word_without_end_is_cut_instead_of_growing() => Assert.Equal(128, Assert.Single(EnglishAnalyzer.QueryWords(new string('q', 100_000))).Length);
}
