using SmoothOperator.Protocol;
using Xunit;

namespace SmoothOperator.Tests.Protocol;

public sealed class ServerFrameTextTests
{
    [Fact]
    public void Any_text_arrives_as_it_was_but_for_lone_surrogates()
    {
        foreach (var text in ArbitraryText.Of(seed: 6, count: 2_000))
        {
            var expected = ArbitraryText.Repaired(text);

            var error = Frames.Write(output => ServerFrames.Error(output, text, new FrameError(text, text) { ErrorId = text }, 1));
            Assert.Equal(expected, error.GetProperty("requestId").GetString());
            Assert.Equal(expected, error.GetProperty("error").GetProperty("code").GetString());
            Assert.Equal(expected, error.GetProperty("data").GetProperty("error").GetProperty("message").GetString());
            Assert.Equal(expected, error.GetProperty("data").GetProperty("details").GetProperty("errorId").GetString());

            var call = Frames.Write(output => ServerFrames.ToolCall(output, text, text, text, 1)).GetProperty("data");
            Assert.Equal(expected, call.GetProperty("node").GetString());
            Assert.Equal(expected, call.GetProperty("state").GetProperty("rawResponse").GetProperty("toolCall").GetProperty("arguments").GetString());

            var reply = new FrameReply(text, text) { Citations = [new FrameCitation(text, text, text, text, 0.5)], SuggestedNextActions = [text] };
            var data = Frames.Write(output => ServerFrames.EventualResponse(output, text, reply, 1)).GetProperty("data").GetProperty("data");
            Assert.Equal(expected, data.GetProperty("response").GetProperty("responseParts")[0].GetString());
            Assert.Equal(expected, data.GetProperty("citations")[0].GetProperty("url").GetString());

            var history = new FrameHistory(text, [new FrameMessage(text, IsFromUser: true, text, text, DateTimeOffset.UnixEpoch)], text);
            var page = Frames.Write(output => ServerFrames.Messages(output, text, history, FrameHistoryShape.Full, 1)).GetProperty("data");
            Assert.Equal(expected, page.GetProperty("messages")[0].GetProperty("content").GetProperty("items")[0].GetProperty("text").GetString());
        }
    }

    [Fact]
    public void A_cut_never_leaves_half_a_character()
    {
        foreach (var text in ArbitraryText.Of(seed: 7, count: 2_000).Select(ArbitraryText.Repaired))
        {
            var quoted = ServerFrames.Quote(text);
            Assert.StartsWith(quoted, text, StringComparison.Ordinal);
            Assert.Equal(ArbitraryText.Repaired(quoted), quoted);
            Assert.Equal(int.Min(100, text.EnumerateRunes().Count()), quoted.EnumerateRunes().Count());
        }
    }

    [Fact]
    public void What_is_written_as_a_client_frame_is_read_as_it_was()
    {
        foreach (var text in ArbitraryText.Of(seed: 8, count: 2_000))
        {
            var json = $$"""{"message":{{Frames.Quote(text)}},"userName":{{Frames.Quote(text)}}}""";
            if (text == ArbitraryText.Repaired(text))
                Assert.Equal((text, text), (Frames.Read(json, Roomy).Message, Frames.Read(json, Roomy).UserName));
            else
                Assert.Equal("invalid JSON frame: lone surrogate", Frames.Refuse(json, Roomy).Message);
        }
    }

    [Fact]
    public void A_writer_that_failed_half_way_does_not_spoil_the_next_frame()
    {
        Assert.Throws<NullReferenceException>(() => Frames.Write(output => ServerFrames.Error(output, "m1", null!, 0)));
        Assert.Equal("p1", Frames.Write(output => ServerFrames.Pong(output, "p1", 0)).GetProperty("requestId").GetString());
    }

    private static FrameLimits Roomy { get; } = new() { ContactCharacters = 10_000 };
}
