using System.Text;
using Xunit;

namespace SmoothOperator.Tests.Models;

/// <summary>The same stream gives the same updates however its lines end and wherever the network cuts it.</summary>
public sealed class GatewayStreamTests
{
    private static readonly string[] Expected =
    [
        "reasoning Grüße", "text \"Hé\"\n", "text 🙂 lo\\", "text joined", "text \U0001F600!",
        "call c1 find {\"q\":\"ü\"} good", "usage 10 5", "finish stop",
    ];

    private static readonly string[] Lines =
    [
        ": a comment",
        "event: message",
        "id: 7",
        """data: {"id":"1","choices":[{"index":0,"delta":{"role":"assistant","reasoning":"Grüße"}}]}""",
        "",
        """data: {"choices":[{"index":0,"delta":{"content":"\"Hé\"\n"}}]}""",
        "",
        "retry: 10",
        "",
        """data:{"choices":[{"index":0,"delta":{"content":"🙂 lo\\"}}]}""",
        "",
        "database: not data",
        """data: {"choices":""",
        ": between",
        """data: [{"index":0,"delta":{"content":"joined"}}""",
        "data",
        "data: ]}",
        "",
        "",
        """data: {"choices":[{"index":0,"delta":{"content":"\ud83d"}}]}""",
        "",
        """data: {"choices":[{"index":0,"delta":{"content":"\uDE00!","tool_calls":[{"index":0,"id":"c1","function":{"name":"find","arguments":"{\"q\":\"ü"}}]}}]}""",
        "",
        """data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\"}"}}]},"finish_reason":"stop"}]}""",
        "",
        """data: {"choices":[],"usage":{"prompt_tokens":10,"completion_tokens":5}}""",
        "",
        "data: [DONE]",
        "",
    ];

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task A_cut_at_any_position_changes_nothing(string lineEnd)
    {
        var stream = Encoding.UTF8.GetBytes(string.Join(lineEnd, Lines) + lineEnd).AsMemory();
        for (var cut = 0; cut <= stream.Length; cut++)
            Assert.Equal(Expected, await ModelTest.Client([stream[..cut], stream[cut..]]).TellAsync(borrow: cut % 2 == 0));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task Single_bytes_change_nothing(string lineEnd)
    {
        var stream = Encoding.UTF8.GetBytes(string.Join(lineEnd, Lines) + lineEnd).AsMemory();
        Assert.Equal(Expected, await ModelTest.Client(Enumerable.Range(0, stream.Length).Select(i => (ReadOnlyMemory<byte>)stream.Slice(i, 1))).TellAsync());
    }

    [Fact]
    public async Task Random_cuts_and_line_ends_change_nothing()
    {
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var text = new StringBuilder("\uFEFF");
            foreach (var line in Lines)
            {
                // CR, an empty line and LF would be a single CRLF.
                var afterReturn = line.Length == 0 && text[^1] == '\r';
                text.Append(line).Append(random.Next(afterReturn ? 1 : 0, 3) switch { 0 => "\n", 1 => "\r\n", _ => "\r" });
            }

            ReadOnlyMemory<byte> rest = Encoding.UTF8.GetBytes(text.ToString());
            var reads = new List<ReadOnlyMemory<byte>>();
            while (!rest.IsEmpty)
            {
                var take = Math.Min(rest.Length, random.Next(1, 40));
                reads.Add(rest[..take]);
                rest = rest[take..];
            }

            Assert.Equal(Expected, await ModelTest.Client(reads).TellAsync(borrow: round % 2 == 0));
        }
    }

    [Theory]
    [InlineData("data: [DONE]")]
    [InlineData("data: [DONE]\n")]
    [InlineData("data:[DONE] \r")]
    public async Task The_last_event_needs_no_blank_line(string end)
    {
        var stream = Encoding.UTF8.GetBytes("data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n" + end);
        Assert.Equal(["text x", "finish stop"], await ModelTest.Client([stream]).TellAsync());
    }

    [Fact]
    public async Task What_follows_done_is_not_read()
    {
        var stream = Encoding.UTF8.GetBytes("data: [DONE]\n\ndata: not json\n\n");
        Assert.Equal(["finish stop"], await ModelTest.Client([stream]).TellAsync());
    }
}
