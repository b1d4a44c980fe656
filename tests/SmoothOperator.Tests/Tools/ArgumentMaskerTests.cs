using SmoothOperator.Tools;
using Xunit;

namespace SmoothOperator.Tests.Tools;

public sealed class ArgumentMaskerTests
{
    [Theory]
    [InlineData("""{ "a" : [ 1, 2.50 ], "b" : "ü\u0041" }""", """{"a":[1,2.50],"b":"üA"}""")]
    [InlineData("""{"password":"p","userTOKEN":1,"x":{"Api_Key":["k"],"list":[{"clientSecret":{"deep":1}}]}}""", """{"password":"***","userTOKEN":"***","x":{"Api_Key":"***","list":[{"clientSecret":"***"}]}}""")]
    [InlineData("""{"X-Api-Key":"k","access-key":"k","p\u0061ssword":"p"}""", """{"X-Api-Key":"***","access-key":"***","password":"***"}""")]
    [InlineData("""{"amount":5}""", """{"amount":5}""")]
    [InlineData("""{"a":"q\"\\\n\t<😀>'"}""", """{"a":"q\"\\\n\u0009<😀>'"}""")]
    [InlineData("not json {", "not json {")]
    [InlineData("", "")]
    [InlineData("""{"password":"p","x":"\ud800"}""", "(arguments that are not well-formed Unicode)")]
    public void Arguments_are_shown_compact_and_secrets_masked(string raw, string shown) => Assert.Equal(shown, ArgumentMasker.ToCompactMaskedJson(raw));

    [Fact]
    public void Long_arguments_end_in_an_ellipsis_and_never_in_half_a_character()
    {
        var shown = ArgumentMasker.ToCompactMaskedJson($$"""{"a":"{{new string('x', 992)}}😀{{new string('y', 100)}}"}""");

        Assert.Equal($$"""{"a":"{{new string('x', 992)}}…""", shown);
        Assert.Equal(1_000, ArgumentMasker.ToCompactMaskedJson(new string('x', 2_000)).Length);
        Assert.Equal(1_000, ArgumentMasker.ToCompactMaskedJson(new string('x', 1_000)).Length);
    }

    [Fact]
    public void Text_that_would_reverse_what_a_person_reads_is_escaped() =>
        Assert.Equal("""{"a":"\u202E"}""", ArgumentMasker.ToCompactMaskedJson("{\"a\":\"\u202e\"}"));
}
