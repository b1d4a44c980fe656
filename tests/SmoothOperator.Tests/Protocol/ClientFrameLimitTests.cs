using SmoothOperator.Protocol;
using Xunit;

namespace SmoothOperator.Tests.Protocol;

public sealed class ClientFrameLimitTests
{
    public static TheoryData<string, int, string> Texts => new()
    {
        { "message", 10_000, "'message' is longer than 10000 characters" },
        { "agentId", 256, "'agentId' is longer than 256 characters" },
        { "model", 256, "'model' is longer than 256 characters" },
        { "userName", 1_024, "'userName' is longer than 1024 characters" },
        { "userEmail", 1_024, "'userEmail' is longer than 1024 characters" },
        { "browserFingerprint", 1_024, "'browserFingerprint' is longer than 1024 characters" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_may_be_as_long_as_its_limit_and_no_longer(string field, int limit, string message)
    {
        foreach (var character in new[] { "a", "é", "🙂", "\\n", "\\u00e9", "\\ud83d\\ude42" })
        {
            var longest = string.Concat(Enumerable.Repeat(character, limit));
            Frames.Read($$"""{"requestId":"r","{{field}}":"{{longest}}"}""");
            AssertRefusedInBothOrders($"\"{field}\":\"{longest}{character}\"", message);
        }
    }

    [Fact]
    public void A_text_much_too_long_is_refused_like_one_a_little_too_long() =>
        AssertRefusedInBothOrders($"\"message\":\"{new string('x', 1_000_000)}\"", "'message' is longer than 10000 characters");

    [Fact]
    public void A_request_id_over_its_limit_is_refused_without_it()
    {
        var longest = new string('r', 256);
        Assert.Equal(longest, Frames.Read($$"""{"requestId":"{{longest}}"}""").RequestId);
        Assert.Equal(new FrameFault("'requestId' is longer than 256 characters", null), Frames.Refuse($$"""{"requestId":"{{longest}}r","message":"hi"}"""));
    }

    [Theory]
    [InlineData("sessionId")]
    [InlineData("conversationId")]
    [InlineData("cursor")]
    [InlineData("approvalId")]
    [InlineData("skill")]
    [InlineData("action")]
    public void A_name_over_its_limit_is_cut_and_names_nothing(string field)
    {
        foreach (var (written, character) in new[] { ("a", "a"), ("🙂", "🙂"), ("\\ud83d\\ude42", "🙂"), ("\\u00e9", "é") })
        {
            var kept = string.Concat(Enumerable.Repeat(character, 256));
            foreach (var length in new[] { 256, 257, 5_000 })
            {
                var frame = Frames.Read($$"""{"{{field}}":"{{string.Concat(Enumerable.Repeat(written, length))}}"}""");
                Assert.Equal(kept, typeof(ClientFrame).GetProperty(char.ToUpperInvariant(field[0]) + field[1..])!.GetValue(frame));
            }
        }
    }

    [Fact]
    public void Metadata_may_have_64_KiB()
    {
        var longest = $"\"{new string('m', (64 * 1024) - 2)}\"";
        Assert.Equal(64 * 1024, Frames.Read($$"""{"metadata":{{longest}}}""").Metadata.Length);
        AssertRefusedInBothOrders($"\"metadata\":{longest[..^1]}m\"", "'metadata' is larger than 65536 bytes");
    }

    [Fact]
    public void Supports_may_have_64_entries_of_128_characters()
    {
        var longest = $"\"{new string('s', 128)}\"";
        Assert.Equal(64, Frames.Read($$"""{"supports":[{{Repeat(longest, 64)}},1,null]}""").Supports!.Count);
        AssertRefusedInBothOrders($"\"supports\":[{Repeat("\"s\"", 65)}]", "'supports' has more than 64 entries");
        AssertRefusedInBothOrders($"\"supports\":[{longest[..^1]}s\"]", "an entry of 'supports' is longer than 128 characters");
    }

    [Theory]
    [InlineData("images", "{\"url\":\"u\"}")]
    [InlineData("files", "{\"url\":\"u\",\"name\":\"n\"}")]
    public void Images_and_files_may_have_16_entries(string field, string entry)
    {
        Frames.Read($$"""{"{{field}}":[{},{{Repeat(entry, 16)}},{}]}""");
        AssertRefusedInBothOrders($"\"{field}\":[{Repeat(entry, 17)}]", $"'{field}' has more than 16 entries");
    }

    [Fact]
    public void A_frame_may_have_8_MiB()
    {
        var longest = $"{{{new string(' ', (8 * 1024 * 1024) - 2)}}}";
        Frames.Read(longest);
        Assert.Equal(new FrameFault("frame is larger than 8388608 bytes", null), Frames.Refuse(longest + " "));
    }

    [Fact]
    public void What_a_later_duplicate_replaces_counts_against_no_limit()
    {
        var tooLong = $"\"{new string('x', 10_001)}\"";
        Assert.Equal("ok", Frames.Read($$"""{"message":{{tooLong}},"message":"ok"}""").Message);
        Assert.Null(Frames.Read($$"""{"message":{{tooLong}},"message":7}""").Message);
        Assert.Equal("r", Frames.Refuse($$"""{"message":"ok","message":{{tooLong}},"requestId":{{tooLong}},"requestId":"r"}""").RequestId);
        Assert.Null(Frames.Read($$"""{"supports":[{{tooLong}}],"supports":null}""").Supports);
    }

    [Fact]
    public void Of_several_faults_the_same_one_is_reported_whatever_the_order()
    {
        var (name, message) = ($"\"userName\":\"{new string('n', 1_025)}\"", $"\"message\":\"{new string('m', 10_001)}\"");
        Assert.Equal(Frames.Refuse($"{{{name},{message}}}"), Frames.Refuse($"{{{message},{name}}}"));
    }

    [Fact]
    public void Limits_are_configurable()
    {
        var limits = new FrameLimits { MessageCharacters = 3, Depth = 2 };
        Assert.Equal("abc", Frames.Read("""{"message":"abc"}""", limits).Message);
        Assert.Equal("'message' is longer than 3 characters", Frames.Refuse("""{"message":"abcd"}""", limits).Message);
        Frames.Read("""{"x":[]}""", limits);
        Assert.Equal("invalid JSON frame: nesting deeper than 2", Frames.Refuse("""{"x":[[]]}""", limits).Message);
    }

    private static void AssertRefusedInBothOrders(string field, string message)
    {
        var expected = new FrameFault(message, "r");
        Assert.Equal(expected, Frames.Refuse($$"""{"requestId":"r",{{field}}}"""));
        Assert.Equal(expected, Frames.Refuse($$"""{{{field}},"requestId":"r"}"""));
    }

    private static string Repeat(string entry, int count) => string.Join(',', Enumerable.Repeat(entry, count));
}
