using System.Text;
using System.Text.Json;
using SmoothOperator.Protocol;
using Xunit;

namespace SmoothOperator.Tests.Protocol;

public sealed class JsonTextTests
{
    [Fact]
    public void Escaped_text_is_read_back_by_any_json_reader_and_by_unescape()
    {
        foreach (var text in ArbitraryText.Of(seed: 1, count: 5_000))
        {
            var escaped = Escape(text);
            var expected = ArbitraryText.Repaired(text);
            Assert.Equal(expected, JsonSerializer.Deserialize<string>($"\"{Encoding.UTF8.GetString(escaped)}\""));
            Assert.Equal(expected, JsonText.Unescape(escaped));
            Assert.InRange(escaped.Length, 0, JsonText.MaxEscapedSize(text.Length));
        }
    }

    [Fact]
    public void Unescape_reads_every_escape_and_repairs_lone_surrogates()
    {
        foreach (var text in ArbitraryText.Of(seed: 2, count: 5_000))
            Assert.Equal(ArbitraryText.Repaired(text), JsonText.Unescape(Encoding.ASCII.GetBytes(Frames.Quote(text)[1..^1])));
        Assert.Equal("a\n\t\r\b\f\"\\/é", JsonText.Unescape("""a\n\t\r\b\f\"\\\/\u00E9"""u8));
    }

    [Theory]
    [InlineData("\\", "\\")]
    [InlineData("\\x", "\\x")]
    [InlineData("\\u12", "\\u12")]
    [InlineData("\\uzzzz", "\\uzzzz")]
    [InlineData("\\ud83d\\u12", "\ufffd\\u12")]
    [InlineData("\\ud83d", "\ufffd")]
    public void An_escape_that_json_does_not_know_stays(string escaped, string expected) =>
        Assert.Equal(expected, JsonText.Unescape(Encoding.UTF8.GetBytes(escaped)));

    [Fact]
    public void Unescape_throws_on_no_bytes_at_all()
    {
        var random = new Random(3);
        var alphabet = "\\\\\\uud8D3cC00\"n"u8.ToArray();
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = new byte[random.Next(40)];
            random.NextBytes(bytes);
            for (var i = 0; i < bytes.Length; i++)
                bytes[i] = random.Next(3) == 0 ? bytes[i] : alphabet[random.Next(alphabet.Length)];
            var text = JsonText.Unescape(bytes);
            Assert.InRange(text.Length, 0, bytes.Length);
            Assert.Equal(ArbitraryText.Repaired(text), text);
        }
    }

    [Theory]
    [InlineData("plain", false)]
    [InlineData("", false)]
    [InlineData("line\\nquote\\\"slash\\/", false)]
    [InlineData("é🙂", false)]
    [InlineData("\\u00e9", true)]
    [InlineData("\\ud83d", true)]
    [InlineData("a backslash \\\\u is a false alarm", true)]
    public void Text_needs_decoding_when_an_escape_may_be_half_a_character(string escaped, bool needs) =>
        Assert.Equal(needs, JsonText.NeedsDecoding(Encoding.UTF8.GetBytes(escaped)));

    [Fact]
    public void Text_needs_decoding_when_it_is_not_utf8() => Assert.True(JsonText.NeedsDecoding([0x61, 0xED, 0xA0, 0x80]));

    [Fact]
    public void A_destination_that_could_be_too_small_is_refused() => Assert.Throws<ArgumentException>(() => JsonText.Escape("ab", new byte[11]));

    private static byte[] Escape(string text)
    {
        var destination = new byte[JsonText.MaxEscapedSize(text.Length)];
        return destination[..JsonText.Escape(text, destination)];
    }
}
