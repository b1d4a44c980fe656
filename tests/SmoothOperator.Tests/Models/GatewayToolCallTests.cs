using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using SmoothOperator.Models;
using SmoothOperator.Testing;
using Xunit;

namespace SmoothOperator.Tests.Models;

public sealed class GatewayToolCallTests
{
    [Theory]
    [InlineData("""[{"index":0,"id":"a","function":{"name":"f","arguments":"{\"x\":1}"}}]""", "call a f {\"x\":1} good")]
    [InlineData("""[{"index":0,"id":"a","function":{"name":"f","arguments":{"x": 1}}}]""", "call a f {\"x\": 1} good")]
    [InlineData("""[{"index":3,"function":{"name":"f","arguments":"{}"}}]""", "call call_3 f {} good")]
    [InlineData("""[{"function":{"name":"f","arguments":"{}"}},{"function":{"name":"g","arguments":"{}"}}]""", "call call_0 f {} good", "call call_1 g {} good")]
    [InlineData("""[{"index":0,"id":"a","function":{"name":"f","arguments":"{}"}},{"index":0,"id":"b","function":{"name":"f","arguments":"{}"}}]""", "call a f {} good", "call b f {} good")]
    [InlineData("""[{"index":0,"id":"a","function":{"name":"f"}}]""", "call a f  good")]
    [InlineData("""[{"index":0,"id":"a","function":{"name":"f","arguments":null}}]""", "call a f  good")]
    [InlineData("""[{"index":0,"id":"a","function":{"name":"f","arguments":"[1]"}}]""", "call a f [1] bad")]
    [InlineData("""[{"index":0,"id":"a","function":{"name":"f","arguments":"{\"x\":"}}]""", "call a f {\"x\": bad")]
    [InlineData("""[{"index":0,"id":"a","function":{"name":"f","arguments":"{\"x\":\"\\ud800\"}"}}]""", "call a f {\"x\":\"\\ud800\"} bad")]
    [InlineData("""[{"index":0,"id":"a","function":{"arguments":"{}"}},null,7]""")]
    public async Task A_call_that_comes_at_once_is_read(string calls, params string[] told)
    {
        await using var gateway = await StubGateway.StartAsync();
        gateway.Reply(new StubReply().Delta($$"""{"content":null,"tool_calls":{{calls}}}""").Finish("tool_calls").Done());
        Assert.Equal([.. told, "finish tool_calls"], await ModelTest.Client(gateway.BaseUrl).TellAsync());
    }

    [Fact]
    public async Task Fragments_are_joined_by_index_also_when_they_interleave()
    {
        string[] deltas =
        [
            """{"index":0,"id":"a","type":"function","function":{"name":"f","arguments":""}}""",
            """{"index":0,"function":{"arguments":"{\"x\":\"\ud83d"}}""",
            """{"index":1,"id":"b","function":{"name":"g","arguments":"{"}}""",
            """{"index":0,"id":"a","function":{"name":"f","arguments":"\ude00\"}"}}""",
            """{"index":1,"id":"","function":{"name":"","arguments":"}"}}""",
        ];
        Assert.Equal(["call a f {\"x\":\"\U0001F600\"} good", "call b g {} good", "finish tool_calls"], await TellAsync(deltas));
    }

    [Fact]
    public async Task Fragments_without_index_go_on_with_the_call_of_their_id_or_the_last_one()
    {
        string[] deltas =
        [
            """{"id":"a","function":{"name":"f","arguments":"{"}}""",
            """{"function":{"arguments":"\"x\":"}}""",
            """{"id":"b","function":{"name":"g","arguments":"{}"}}""",
            """{"id":"a","function":{"arguments":"1}"}}""",
        ];
        Assert.Equal(["call a f {\"x\":1} good", "call b g {} good", "finish tool_calls"], await TellAsync(deltas));
    }

    [Fact]
    public async Task Unparsable_arguments_leave_an_exception_and_the_text_as_it_was()
    {
        await using var gateway = await StubGateway.StartAsync();
        gateway.Reply(new StubReply().ToolCall("a", "f", "{\"x\": ").Finish("tool_calls").Done());
        var response = await ModelTest.Client(gateway.BaseUrl).GetResponseAsync(ModelTest.Hello, ModelTest.Options());
        var call = Assert.IsType<FunctionCallContent>(Assert.Single(response.Messages.Single().Contents));
        Assert.Null(call.Arguments);
        Assert.IsType<FormatException>(call.Exception);
        Assert.Equal("{\"x\": ", call.RawRepresentation);
    }

    [Theory]
    [InlineData(256 * 1024, true)]
    [InlineData((256 * 1024) + 1, false)]
    [InlineData(3 * 1024 * 1024, false)]
    public async Task Arguments_over_256_KiB_are_an_error_of_the_call(int bytes, bool isGood)
    {
        var arguments = "{\"x\":\"" + new string('y', bytes - 8) + "\"}";
        var events = new StringBuilder();
        foreach (var piece in arguments.Chunk(10_000))
        {
            var text = JsonSerializer.Serialize(new string(piece));
            events.Append("data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":" + text + "}}]}}]}\n\n");
        }

        events.Append("data: [DONE]\n\n");
        var response = await ModelTest.Client([Encoding.UTF8.GetBytes(events.ToString())]).GetResponseAsync(ModelTest.Hello, ModelTest.Options());
        var call = Assert.IsType<FunctionCallContent>(Assert.Single(response.Messages.Single().Contents));
        Assert.Equal(isGood, call.Exception is null);
    }

    [Fact]
    public async Task More_calls_than_the_limit_are_an_error()
    {
        var calls = string.Join(',', Enumerable.Range(0, 129).Select(i => $$"""{"index":{{i}},"function":{"name":"f"} }"""));
        var data = $$"""{"choices":[{"delta":{"tool_calls":[{{calls}}]} }]}""";
        var error = await Assert.ThrowsAsync<ModelException>(() => ModelTest.Client([Encoding.UTF8.GetBytes($"data: {data}\n\n")]).TellAsync());
        Assert.Contains("128", error.Message, StringComparison.Ordinal);
    }

    private static async Task<List<string>> TellAsync(string[] fragments)
    {
        await using var gateway = await StubGateway.StartAsync();
        var reply = new StubReply();
        foreach (var fragment in fragments)
            reply.Delta($$"""{"tool_calls":[{{fragment}}]}""");
        gateway.Reply(reply.Finish("tool_calls").Done());
        return await ModelTest.Client(gateway.BaseUrl).TellAsync();
    }
}
