using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using SmoothOperator.Models;
using SmoothOperator.Testing;
using Xunit;

namespace SmoothOperator.Tests.Models;

public sealed class GatewayToleranceTests : IAsyncLifetime
{
    private const string Stop = """{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""";

    private StubGateway _gateway = null!;

    public async Task InitializeAsync() => _gateway = await StubGateway.StartAsync();

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public async Task A_plain_reply_is_one_update_for_each_delta_and_then_usage_and_finish()
    {
        _gateway.Reply(StubReply.Of("Hel", "lo", "!"));
        Assert.Equal(["text Hel", "text lo", "text !", "usage 10 5", "finish stop"], await ClientOf().TellAsync());
    }

    [Fact]
    public async Task A_whole_response_is_the_stream_put_together()
    {
        var reply = new StubReply().Header("x-cost-usd", "0.25").Delta("""{"reasoning_content":"Hm."}""").Text("Hel").Text("lo")
            .ToolCall("c1", "look", """{"q":1}""").Finish("tool_calls").Usage(7, 3).Done();
        _gateway.Reply(reply);
        var response = await ClientOf().GetResponseAsync(ModelTest.Hello, ModelTest.Options());
        Assert.Equal("Hello", response.Text);
        Assert.Equal(ChatFinishReason.ToolCalls, response.FinishReason);
        Assert.Equal(7, response.Usage!.InputTokenCount);
        Assert.Equal("stub-1", response.ResponseId);
        Assert.Equal("stub", response.ModelId);
        var call = Assert.Single(response.Messages.Single().Contents.OfType<FunctionCallContent>());
        Assert.Equal(1, ((JsonElement)call.Arguments!["q"]!).GetInt32());
        Assert.Equal(0.25, response.AdditionalProperties![ModelProperties.CostUsd]);
    }

    [Theory]
    [InlineData("""{"id":null,"created":null,"model":null,"choices":[{"index":0,"delta":{"role":"","content":"x"},"finish_reason":null}],"usage":null}""")]
    [InlineData("""{"choices":[{"delta":{"content":"x","refusal":null,"tool_calls":null,"audio":{"a":[1,{}]}},"index":0,"logprobs":null}],"extra":[{"a":1}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":[{"type":"text","text":"x"}]}}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":["x"]}}]}""")]
    [InlineData("""{"choices":[{"index":0,"delta":{"content":"x"}},{"index":1,"delta":{"content":"y"},"finish_reason":"length"}]}""")]
    [InlineData("""{"choices":[{"index":1,"delta":{"content":"y"}},{"delta":{"content":"x"},"index":0}]}""")]
    [InlineData("""{"error":null,"choices":[null,{"delta":{"content":"x"}}]}""")]
    [InlineData("""{"error":"","choices":[{"delta":{"content":"x"},"index":null,"finish_reason":7}]}""")]
    [InlineData("""{"choices":[{"delta":null,"message":{"content":"x"}}]}""")]
    public async Task Odd_chunks_are_read_for_the_text_they_hold(string chunk)
    {
        _gateway.Reply(new StubReply().Event(chunk).Event(Stop).Done());
        Assert.Equal(["text x", "finish stop"], await ClientOf().TellAsync());
    }

    [Theory]
    [InlineData("""{"choices":[{"index":1,"delta":{"content":"y"},"finish_reason":"length"}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":"y"},"index":1}]}""")]
    [InlineData("""{"choices":[]}""")]
    [InlineData("""{"choices":null}""")]
    [InlineData("""{"choices":"none"}""")]
    [InlineData("""{"choices":[{"delta":{"content":null}}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":""}}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":{"text":"y"}}}]}""")]
    [InlineData("""{"choices":[{"delta":[]}]}""")]
    [InlineData("""{"ping":1}""")]
    [InlineData("{}")]
    public async Task Chunks_without_text_of_the_first_choice_give_no_update(string chunk)
    {
        _gateway.Reply(new StubReply().Event(chunk).Text("x").Event(Stop).Done());
        Assert.Equal(["text x", "finish stop"], await ClientOf().TellAsync());
    }

    [Theory]
    [InlineData("""{"reasoning_content":"why"}""")]
    [InlineData("""{"reasoning":"why"}""")]
    [InlineData("""{"reasoning":"why","reasoning_content":"why","content":null}""")]
    public async Task Reasoning_is_read_from_either_name_once(string delta)
    {
        _gateway.Reply(new StubReply().Delta(delta).Text("x").Finish("stop").Done());
        Assert.Equal(["reasoning why", "text x", "finish stop"], await ClientOf().TellAsync());
    }

    [Theory]
    [InlineData("stop", "finish stop")]
    [InlineData("length", "finish length")]
    [InlineData("eos_token", "finish eos_token")]
    public async Task Any_finish_reason_completes_a_reply_and_done_does_not_hide_it(string reason, string told)
    {
        _gateway.Reply(new StubReply().Text("x").Finish(reason).Done(), new StubReply().Text("x").Finish(reason));
        Assert.Equal(["text x", told], await ClientOf().TellAsync());
        Assert.Equal(["text x", told], await ClientOf().TellAsync());
    }

    [Fact]
    public async Task An_empty_finish_reason_is_stop_when_done_follows()
    {
        _gateway.Reply(new StubReply().Text("x").Finish("").Done());
        Assert.Equal(["text x", "finish stop"], await ClientOf().TellAsync());
    }

    [Fact]
    public async Task Empty_finish_reasons_before_a_real_one_do_not_hide_it()
    {
        _gateway.Reply(new StubReply().Finish("").Text("x").Finish("length").Finish("").Done());
        Assert.Equal(["text x", "finish length"], await ClientOf().TellAsync());
    }

    [Fact]
    public async Task Done_alone_is_stop()
    {
        _gateway.Reply(new StubReply().Text("x").Done());
        Assert.Equal(["text x", "finish stop"], await ClientOf().TellAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stream_that_ends_with_neither_is_an_error_after_its_text(bool emptyFinish)
    {
        var reply = new StubReply().Text("x");
        _gateway.Reply(emptyFinish ? reply.Finish("") : reply);
        await using var updates = ClientOf().GetStreamingResponseAsync(ModelTest.Hello, ModelTest.Options()).GetAsyncEnumerator();
        Assert.True(await updates.MoveNextAsync());
        Assert.Equal("x", updates.Current.Text);
        await Assert.ThrowsAsync<ModelException>(async () => await updates.MoveNextAsync());
        Assert.Single(_gateway.Requests);
    }

    [Fact]
    public async Task A_connection_lost_after_the_finish_reason_is_a_complete_reply()
    {
        byte[] data = [.. "data: {\"choices\":[{\"delta\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}]}\n\n"u8];
        Assert.Equal(["text x", "finish stop"], await ModelTest.Client([data], end: new IOException("reset")).TellAsync());
    }

    [Theory]
    [InlineData("""{"error":{"message":"the model is on fire","code":"overloaded"}}""", null)]
    [InlineData("""{"error":{"code":402,"message":"the model is on fire"},"choices":[]}""", 402)]
    [InlineData("""{"error":"the model is on fire"}""", null)]
    public async Task An_error_in_mid_stream_is_an_exception_whose_message_is_safe(string chunk, int? status)
    {
        _gateway.Reply(new StubReply().Text("x").Event(chunk).Text("y").Done());
        var error = await Assert.ThrowsAsync<ModelException>(() => ClientOf().TellAsync());
        Assert.Equal(status, error.Status);
        Assert.DoesNotContain("fire", error.Message, StringComparison.Ordinal);
        Assert.Contains("the model is on fire", error.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"choices\":[")]
    [InlineData("[]")]
    [InlineData("{} {}")]
    [InlineData("""{"choices":[{"delta":{"content":"\ud83"}}]}""")]
    public async Task An_event_that_is_no_json_object_is_an_error(string data)
    {
        _gateway.Reply(new StubReply().Text("x").Event(data).Done());
        var error = await Assert.ThrowsAsync<ModelException>(() => ClientOf().TellAsync());
        Assert.Equal(data, error.Detail);
    }

    [Fact]
    public async Task The_last_usage_with_counts_is_reported_and_null_counts_are_not()
    {
        _gateway.Reply(new StubReply().Text("x").Usage(1, 1)
            .Event("""{"usage":{"prompt_tokens":12.0,"completion_tokens":null,"total_tokens":-1,"prompt_tokens_details":{"cached_tokens":4},"completion_tokens_details":null}}""")
            .Event("""{"usage":{"prompt_tokens":null,"completion_tokens":"3"}}""").Finish("stop").Done());
        var response = await ClientOf().GetResponseAsync(ModelTest.Hello, ModelTest.Options());
        Assert.Equal(12, response.Usage!.InputTokenCount);
        Assert.Null(response.Usage.OutputTokenCount);
        Assert.Null(response.Usage.TotalTokenCount);
        Assert.Equal(4, response.Usage.CachedInputTokenCount);
    }

    [Theory]
    [InlineData("cost 0.5", "x-cost-usd=0.5")]
    [InlineData("cost 0.1", "x-cost-usd=0.5", "x-litellm-response-cost=0.2", "x-litellm-response-cost-margin-amount=0.1")]
    [InlineData("cost 0.2", "x-litellm-response-cost=0.2", "x-litellm-response-cost-original=0", "x-litellm-response-cost-margin-amount=-1")]
    [InlineData("cost 3E-05", "x-response-cost=3e-5", "x-litellm-response-cost=NaN", "x-litellm-response-cost-original=Infinity")]
    [InlineData(null, "x-response-cost=0", "x-cost-usd=unknown")]
    public async Task The_cost_is_the_first_positive_number_among_the_headers(string? told, params string[] headers)
    {
        var reply = new StubReply();
        foreach (var header in headers)
            reply.Header(header.Split('=')[0], header.Split('=')[1]);
        _gateway.Reply(reply.Text("x").Finish("stop").Done());
        Assert.Equal(told is null ? ["text x", "finish stop"] : ["text x", "finish stop", told], await ClientOf().TellAsync());
    }

    [Fact]
    public async Task A_json_document_instead_of_a_stream_is_one_reply()
    {
        var body = """
            {"id":"1","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"x","tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}}]},
            "finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":2}}
            """;
        _gateway.Reply(new StubReply(200, "application/json; charset=utf-8").Bytes(Encoding.UTF8.GetBytes(body)));
        Assert.Equal(["text x", "call a f {} good", "usage 1 2", "finish stop"], await ClientOf().TellAsync());
    }

    [Theory]
    [InlineData("""{"content":"\ud83d"}""", """{"content":"\ude00"}""", "text \U0001F600")]
    [InlineData("""{"content":"a\ud83d"}""", """{"content":"b"}""", "text a", "text \uFFFDb")]
    [InlineData("""{"content":"\ude00"}""", """{"content":"b"}""", "text \uFFFD", "text b")]
    [InlineData("""{"content":"a"}""", """{"content":"\ud83d"}""", "text a", "text \uFFFD")]
    [InlineData("""{"reasoning":"\ud83d"}""", """{"reasoning":"\ude00"}""", "reasoning \U0001F600")]
    [InlineData("""{"content":"\u00e4\/\\u0041\n"}""", """{"content":""}""", "text \u00e4/\\u0041\n")]
    public async Task Surrogate_pairs_are_joined_over_deltas_and_lone_ones_replaced(string first, string second, params string[] told)
    {
        foreach (var borrow in new[] { false, true })
        {
            _gateway.Reply(new StubReply().Delta(first).Delta(second).Finish("stop").Done());
            Assert.Equal([.. told, "finish stop"], await ClientOf().TellAsync(borrow));
        }
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_become_replacement_characters()
    {
        byte[] data = [.. "data: {\"choices\":[{\"delta\":{\"content\":\"a"u8, 0xFF, .. "b\"}}]}\n\n"u8];
        foreach (var borrow in new[] { false, true })
        {
            _gateway.Reply(new StubReply().Bytes(data).Finish("stop").Done());
            Assert.Equal(["text a\uFFFDb", "finish stop"], await ClientOf().TellAsync(borrow));
        }
    }

    [Fact]
    public async Task An_event_at_the_limit_is_read_and_a_larger_one_is_an_error()
    {
        var limit = 64 * 1024;
        var frame = """{"choices":[{"delta":{"content":""},"finish_reason":"stop"}]}""";
        var fits = frame.Replace("\"\"", $"\"{new string('x', limit - frame.Length)}\"", StringComparison.Ordinal);
        var told = await ModelTest.Client([Encoding.UTF8.GetBytes($"data: {fits}\r\n\r\n")], maxEventBytes: limit).TellAsync();
        Assert.Equal(limit - frame.Length + "text ".Length, told[0].Length);
        foreach (var large in new[] { $"data: {fits} \n\n", $"data: {fits}\ndata:\ndata:\n\n", "data: " + new string(' ', 2 * limit), ":" + new string('c', 2 * limit) })
        {
            var error = await Assert.ThrowsAsync<ModelException>(() => ModelTest.Client([Encoding.UTF8.GetBytes(large)], maxEventBytes: limit).TellAsync());
            Assert.Contains("65536", error.Message, StringComparison.Ordinal);
        }
    }

    private GatewayChatClient ClientOf() => ModelTest.Client(_gateway.BaseUrl);
}
