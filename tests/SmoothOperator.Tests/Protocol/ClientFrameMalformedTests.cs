using System.Text;
using SmoothOperator.Protocol;
using Xunit;

namespace SmoothOperator.Tests.Protocol;

public sealed class ClientFrameMalformedTests
{
    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("{")]
    [InlineData("{\"action\"")]
    [InlineData("{\"action\":")]
    [InlineData("{\"action\":\"ping\"")]
    [InlineData("{\"action\":\"ping\",}")]
    [InlineData("{\"action\":\"ping\"}{}")]
    [InlineData("{\"action\":\"ping\"} x")]
    [InlineData("{'action':'ping'}")]
    [InlineData("{\"x\":[1,2}")]
    [InlineData("{\"x\":01}")]
    [InlineData("{\"x\":NaN}")]
    [InlineData("{\"x\":\"\\x\"}")]
    [InlineData("{\"x\":\"\\u12\"}")]
    [InlineData("{\"x\":\"\n\"}")]
    [InlineData("// comment\n{}")]
    [InlineData("\ufeff{}")]
    [InlineData("hello")]
    [InlineData("[1,2] 3")]
    public void Malformed_text_is_refused_without_a_request_id(string json)
    {
        var fault = Frames.Refuse(json);
        Assert.StartsWith("invalid JSON frame: malformed at line ", fault.Message, StringComparison.Ordinal);
        Assert.Null(fault.RequestId);
    }

    [Fact]
    public void A_fault_behind_the_request_id_does_not_echo_it() => Assert.Null(Frames.Refuse("""{"requestId":"r","message":"hi",}""").RequestId);

    [Fact]
    public void The_place_of_the_fault_is_named_from_1() =>
        Assert.Equal("invalid JSON frame: malformed at line 2, byte 3", Frames.Refuse("{\"a\":1,\n  x}").Message);

    [Theory]
    [InlineData("\\ud83d")]
    [InlineData("\\ude42")]
    [InlineData("\\ude42\\ud83d")]
    [InlineData("\\ud83dx\\ude42")]
    [InlineData("\\ud83d\\n\\ude42")]
    [InlineData("\\ud83d\\\\ude42")]
    [InlineData("\\ud83d\\ud83d\\ude42")]
    [InlineData("\\uD83D")]
    [InlineData("\\\\\\udfff")]
    public void A_lone_surrogate_is_refused_wherever_it_is(string text)
    {
        foreach (var json in new[]
        {
            $$"""{"message":"{{text}}"}""", $$"""{"{{text}}":1}""",
            $$$"""{"skipped":[{"a":"{{{text}}}"}]}""", $$$"""{"metadata":{"{{{text}}}":1}}""",
            $"[\"{text}\"]", $"\"{text}\"", $$$"""{"authContext":{"userId":"{{{text}}}"}}""",
        })
        {
            Assert.Equal(new FrameFault("invalid JSON frame: lone surrogate", null), Frames.Refuse(json));
        }
    }

    [Theory]
    [InlineData("\\ud83d\\ude42", "🙂")]
    [InlineData("\\\\ud83d", "\\ud83d")]
    [InlineData("\\ud83d\\ude42\\ud83d\\ude42", "🙂🙂")]
    [InlineData("\\uDBFF\\uDFFF", "\U0010ffff")]
    [InlineData("\\ud7ff\\ue000", "\ud7ff\ue000")]
    public void What_only_looks_like_a_lone_surrogate_is_read(string text, string expected) =>
        Assert.Equal(expected, Frames.Read($$"""{"message":"{{text}}"}""").Message);

    [Theory]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xED, 0xB9, 0x82 })]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC0, 0xAF })]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x99 })]
    public void Bytes_that_are_not_utf8_are_refused_wherever_they_are(byte[] bytes)
    {
        foreach (var (before, after) in new[] { ("{\"message\":\"", "\"}"), ("{\"", "\":1}"), ("{\"skipped\":\"", "\"}"), ("{} ", "") })
        {
            byte[] frame = [.. Encoding.UTF8.GetBytes(before), .. bytes, .. Encoding.UTF8.GetBytes(after)];
            Assert.Equal(new FrameFault("invalid JSON frame: invalid UTF-8", null), Frames.Refuse(frame));
        }
    }

    [Theory]
    [InlineData("[", "]", "")]
    [InlineData("{\"x\":", "}", "1")]
    [InlineData("{\"metadata\":", "}", "[]")]
    [InlineData("{\"images\":[{\"url\":", "}]}", "1")]
    public void Nesting_is_bounded_at_128(string open, string close, string inner)
    {
        var (each, own) = (open.Count(c => c is '[' or '{'), inner == "[]" ? 1 : 0);
        var most = (128 - own) / each;
        Frames.Read(Nest(most));
        Assert.Equal("invalid JSON frame: nesting deeper than 128", Frames.Refuse(Nest(most + 1)).Message);
        Assert.Equal("invalid JSON frame: nesting deeper than 128", Frames.Refuse(Nest(10_000)).Message);

        string Nest(int levels) => string.Concat(Enumerable.Repeat(open, levels)) + inner + string.Concat(Enumerable.Repeat(close, levels));
    }

    [Fact]
    public void A_fault_quotes_nothing_of_the_frame()
    {
        foreach (var json in new[] { "SECRET", "{\"SECRET", "{\"a\":SECRET}", "{\"a\":tSECRET}", "{\"a\":\"\\SECRET\"}" })
            Assert.DoesNotContain("SECRET", Frames.Refuse(json).Message, StringComparison.Ordinal);
    }
}
