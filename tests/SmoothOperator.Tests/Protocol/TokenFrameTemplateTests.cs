using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SmoothOperator.Protocol;
using Xunit;

namespace SmoothOperator.Tests.Protocol;

public sealed class TokenFrameTemplateTests
{
    [Theory]
    [InlineData(TokenChannel.Answer, "stream_token")]
    [InlineData(TokenChannel.Reasoning, "stream_reasoning")]
    public void A_frame_has_the_keys_of_the_protocol(TokenChannel channel, string type)
    {
        var expected = JsonElement.Parse($$$"""{"type":"{{{type}}}","requestId":"m1","token":"Hel","data":{"requestId":"m1","token":"Hel"},"timestamp":0}""");
        Assert.True(JsonElement.DeepEquals(expected, JsonElement.Parse(Write(new(channel, "m1"), "Hel"u8, 0, null))));
    }

    [Fact]
    public void A_frame_is_what_a_json_writer_writes()
    {
        var random = new Random(4);
        foreach (var text in ArbitraryText.Of(seed: 5, count: 3_000))
        {
            var requestId = ArbitraryText.One(random);
            var timestamp = random.NextInt64(long.MinValue, long.MaxValue);
            StreamPosition? position = random.Next(2) == 0 ? null : new StreamPosition(random.NextInt64(long.MinValue, 0), random.NextInt64());
            var channel = (TokenChannel)random.Next(2);
            var escaped = new byte[JsonText.MaxEscapedSize(text.Length)];
            var token = escaped.AsSpan(0, JsonText.Escape(text, escaped));

            Assert.Equal(
                Encoding.UTF8.GetString(WriteWithJsonWriter(channel, ArbitraryText.Repaired(requestId), ArbitraryText.Repaired(text), timestamp, position)),
                Encoding.UTF8.GetString(Write(new TokenFrameTemplate(channel, requestId), token, timestamp, position)));
        }
    }

    [Fact]
    public void A_gateways_text_is_copied_as_it_is_escaped()
    {
        var frame = Write(new(TokenChannel.Answer, "m1"), """a\/b\n"""u8, 0, null);
        Assert.Contains(""","token":"a\/b\n","data":""", Encoding.UTF8.GetString(frame), StringComparison.Ordinal);
        Assert.Equal("a/b\n", JsonElement.Parse(frame).GetProperty("data").GetProperty("token").GetString());
    }

    [Fact]
    public void A_destination_that_could_be_too_small_is_refused()
    {
        var template = new TokenFrameTemplate(TokenChannel.Answer, "m1");
        Assert.Throws<ArgumentException>(() => template.Write(new byte[template.MaxSize(3) - 1], "abc"u8, 0));
    }

    [Fact]
    public void Writing_a_frame_allocates_nothing()
    {
        var template = new TokenFrameTemplate(TokenChannel.Answer, "m1");
        var destination = new byte[template.MaxSize(5)];
        template.Write(destination, " word"u8, 1749340800000, new StreamPosition(1, 2));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1_000; round++)
            template.Write(destination, " word"u8, 1749340800000, new StreamPosition(1, round));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static byte[] Write(TokenFrameTemplate template, ReadOnlySpan<byte> token, long timestamp, StreamPosition? position)
    {
        var destination = new byte[template.MaxSize(token.Length)];
        return destination[..template.Write(destination, token, timestamp, position)];
    }

    private static byte[] WriteWithJsonWriter(TokenChannel channel, string requestId, string token, long timestamp, StreamPosition? position)
    {
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("type", channel == TokenChannel.Answer ? EventTypes.StreamToken : EventTypes.StreamReasoning);
        json.WriteString("requestId", requestId);
        json.WriteString("token", token);
        json.WriteStartObject("data");
        json.WriteString("requestId", requestId);
        json.WriteString("token", token);
        json.WriteEndObject();
        json.WriteNumber("timestamp", timestamp);
        if (position is { } at)
        {
            json.WriteNumber("epoch", at.Epoch);
            json.WriteNumber("seq", at.Seq);
        }

        json.WriteEndObject();
        json.Flush();
        return output.WrittenSpan.ToArray();
    }
}
