using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using SmoothOperator.Models;
using SmoothOperator.Testing;
using Xunit;

namespace SmoothOperator.Tests.Models;

public sealed class GatewayRequestTests : IAsyncLifetime
{
    private StubGateway _gateway = null!;

    public async Task InitializeAsync() => _gateway = await StubGateway.StartAsync();

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public async Task A_whole_request_is_written_like_this()
    {
        ChatMessage[] messages =
        [
            new(ChatRole.System, "Be <brief> & kind."),
            new(ChatRole.User, [new TextContent("What is \"this\"?\n🙂"), Image("high"), new DataContent(new byte[] { 1, 2, 3 }, "image/png")]),
            new(ChatRole.Assistant, [
                new TextReasoningContent("hidden"),
                new FunctionCallContent("c1", "look") { RawRepresentation = """{ "q": "ü" }""" },
                new FunctionCallContent("c2", "look") { RawRepresentation = "{\"q\":" },
                new FunctionCallContent("c3", "look", new Dictionary<string, object?> { ["q"] = "x", ["n"] = 3, ["e"] = JsonElement.Parse("[1]"), ["z"] = null }),
                new FunctionCallContent("c4", "look") { RawRepresentation = "[1]" },
            ]),
            new(ChatRole.Tool, [
                new FunctionResultContent("c1", "found"),
                new FunctionResultContent("c2", JsonElement.Parse("""{"a": 1}""")),
                new FunctionResultContent("c3", JsonElement.Parse("\"text\"")),
                new FunctionResultContent("c4", null),
            ]),
            new(ChatRole.Assistant, "Found it."),
            new(ChatRole.User, "Thanks"),
        ];
        var options = new ChatOptions
        {
            ModelId = "model-a",
            MaxOutputTokens = 512,
            Temperature = 0.2f,
            Tools = [AIFunctionFactory.CreateDeclaration("look", "Looks.", JsonElement.Parse("""{"type":"object","properties":{"q":{"type":"string"}}}"""))],
            AdditionalProperties = new() { [ModelProperties.Metadata] = new Dictionary<string, string> { ["org"] = "o1" }, ["unknown"] = 1 },
        };
        Assert.Equal(
            """
            {"model":"model-a","messages":[
            {"role":"system","content":"Be <brief> & kind."},
            {"role":"user","content":[{"type":"text","text":"What is \"this\"?\n🙂"},{"type":"image_url","image_url":{"url":"https://example.com/a.png","detail":"high"}},
            {"type":"image_url","image_url":{"url":"data:image/png;base64,AQID"}}]},
            {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"look","arguments":"{ \"q\": \"ü\" }"}},
            {"id":"c2","type":"function","function":{"name":"look","arguments":"{}"}},
            {"id":"c3","type":"function","function":{"name":"look","arguments":"{\"q\":\"x\",\"n\":3,\"e\":[1],\"z\":null}"}},
            {"id":"c4","type":"function","function":{"name":"look","arguments":"{}"}}]},
            {"role":"tool","tool_call_id":"c1","content":"found"},
            {"role":"tool","tool_call_id":"c2","content":"{\"a\": 1}"},
            {"role":"tool","tool_call_id":"c3","content":"text"},
            {"role":"tool","tool_call_id":"c4","content":""},
            {"role":"assistant","content":"Found it."},
            {"role":"user","content":"Thanks"}],
            "max_tokens":512,"temperature":0.2,
            "tools":[{"type":"function","function":{"name":"look","description":"Looks.","parameters":{"type":"object","properties":{"q":{"type":"string"}}}}}],
            "tool_choice":"auto","metadata":{"org":"o1"},"stream":true,"stream_options":{"include_usage":true}}
            """.Replace("\n", "", StringComparison.Ordinal).Replace("🙂", "\\uD83D\\uDE42", StringComparison.Ordinal),
            await BodyAsync(messages, options));
    }

    [Fact]
    public async Task A_small_request_holds_nothing_that_was_not_set()
    {
        Assert.Equal(
            """{"model":"m","messages":[{"role":"user","content":"Hello"}],"stream":true,"stream_options":{"include_usage":true}}""",
            await BodyAsync(ModelTest.Hello, new ChatOptions { ModelId = "m", Tools = [], AdditionalProperties = new() { ["metadata"] = new Dictionary<string, string>() } }));
        var request = _gateway.Requests[0];
        Assert.Equal("/v1/chat/completions", request.Path);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Equal($"Bearer {ModelTest.Key}", request.Authorization);
        Assert.DoesNotContain("traceparent", request.Headers.Keys);
    }

    [Fact]
    public async Task Other_options_are_written_when_set()
    {
        var body = await BodyAsync(ModelTest.Hello, new ChatOptions
        {
            ModelId = "m",
            Instructions = "Be brief.",
            TopP = 0.5f,
            Seed = 3,
            StopSequences = ["END"],
            ToolMode = ChatToolMode.None,
            AllowMultipleToolCalls = false,
            ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonElement.Parse("""{"type":"object"}"""), "answer"),
            Tools = [AIFunctionFactory.Create(() => 1, "one")],
        });
        var json = JsonElement.Parse(body);
        Assert.Equal("""{"role":"system","content":"Be brief."}""", json.GetProperty("messages")[0].GetRawText());
        Assert.Equal("none", json.GetProperty("tool_choice").GetString());
        Assert.False(json.GetProperty("parallel_tool_calls").GetBoolean());
        Assert.Equal("END", json.GetProperty("stop")[0].GetString());
        Assert.Equal(
            """{"type":"json_schema","json_schema":{"name":"answer","strict":true,"schema":{"type":"object"}}}""",
            json.GetProperty("response_format").GetRawText());
        Assert.Equal("one", json.GetProperty("tools")[0].GetProperty("function").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData(null, "\"required\"")]
    [InlineData("one", """{"type":"function","function":{"name":"one"}}""")]
    public async Task A_tool_can_be_required(string? name, string choice)
    {
        var mode = name is null ? (ChatToolMode)ChatToolMode.RequireAny : ChatToolMode.RequireSpecific(name);
        var body = JsonElement.Parse(await BodyAsync(ModelTest.Hello, new ChatOptions { ModelId = "m", ToolMode = mode, Tools = [AIFunctionFactory.Create(() => 1, "one")] }));
        Assert.Equal(choice, body.GetProperty("tool_choice").GetRawText());
    }

    [Fact]
    public async Task Lone_surrogates_become_replacement_characters()
    {
        const char Lone = '\uD800';
        var body = await BodyAsync(
            [
                new(ChatRole.User, $"a{Lone}b"),
                new(ChatRole.Assistant, [new FunctionCallContent("c", "f", new Dictionary<string, object?> { ["x"] = $"{Lone}" })]),
                new(ChatRole.Tool, [new FunctionResultContent("c", JsonElement.Parse("\"\\ud800\""))]),
            ],
            new ChatOptions { ModelId = "m" });
        var messages = JsonElement.Parse(body).GetProperty("messages");
        Assert.Equal("a\uFFFDb", messages[0].GetProperty("content").GetString());
        var arguments = messages[1].GetProperty("tool_calls")[0].GetProperty("function").GetProperty("arguments").GetString();
        Assert.Equal("\uFFFD", JsonElement.Parse(arguments!).GetProperty("x").GetString());
        Assert.Equal("\uFFFD", messages[2].GetProperty("content").GetString());
    }

    [Fact]
    public async Task A_large_request_arrives_whole()
    {
        var text = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i},"));
        var body = await BodyAsync([new(ChatRole.User, text)], new ChatOptions { ModelId = "m" });
        Assert.Equal(text, JsonElement.Parse(body).GetProperty("messages")[0].GetProperty("content").GetString());
    }

    [Fact]
    public async Task A_request_without_model_or_with_a_file_is_refused_before_it_is_sent()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => BodyAsync(ModelTest.Hello, new ChatOptions()));
        var file = new ChatMessage(ChatRole.User, [new DataContent(new byte[] { 1 }, "application/pdf")]);
        var error = await Assert.ThrowsAsync<NotSupportedException>(() => BodyAsync([file], new ChatOptions { ModelId = "m" }));
        Assert.Contains("application/pdf", error.Message, StringComparison.Ordinal);
        Assert.Empty(_gateway.Requests);
    }

    [Theory]
    [InlineData("/", "/v1/chat/completions")]
    [InlineData("?api-version=1", "/v1/chat/completions?api-version=1")]
    [InlineData("/?api-version=1#x", "/v1/chat/completions?api-version=1")]
    public async Task The_address_may_end_in_a_slash_or_a_query(string suffix, string path)
    {
        _gateway.Reply(StubReply.Of("x"));
        await ModelTest.Client(_gateway.BaseUrl + suffix).TellAsync();
        Assert.Equal(path, _gateway.Requests[0].Path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("localhost:8080/v1")]
    [InlineData("ftp://localhost/v1")]
    public void An_address_that_is_not_http_is_refused_by_name(string address)
    {
        var error = Assert.Throws<InvalidOperationException>(() => new GatewayOptions { BaseUrl = address }.Validate());
        Assert.Contains("BaseUrl", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_refused_by_name()
    {
        var good = new GatewayOptions { BaseUrl = "http://localhost/v1" };
        good.Validate();
        Assert.Contains("MaxRetries", Refusal(new() { BaseUrl = good.BaseUrl, MaxRetries = 11 }), StringComparison.Ordinal);
        Assert.Contains("IdleTimeout", Refusal(new() { BaseUrl = good.BaseUrl, IdleTimeout = TimeSpan.Zero }), StringComparison.Ordinal);
        Assert.Contains("MaxEventBytes", Refusal(new() { BaseUrl = good.BaseUrl, MaxEventBytes = 1 }), StringComparison.Ordinal);
    }

    private static string Refusal(GatewayOptions options) => Assert.Throws<InvalidOperationException>(options.Validate).Message;

    private static UriContent Image(string detail) =>
        new("https://example.com/a.png", "image/png") { AdditionalProperties = new() { [ModelProperties.ImageDetail] = detail } };

    private async Task<string> BodyAsync(ChatMessage[] messages, ChatOptions options)
    {
        _gateway.Reply(StubReply.Of("x"));
        await ModelTest.Client(_gateway.BaseUrl).GetResponseAsync(messages, options);
        return Encoding.UTF8.GetString(_gateway.Requests[^1].BodyBytes.Span);
    }
}
