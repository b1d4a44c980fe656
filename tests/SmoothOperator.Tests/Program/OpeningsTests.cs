using SmoothOperator.Testing;
using SmoothOperator.Tests.Storage;
using SmoothOperator.Tests.Tools;
using Xunit;

namespace SmoothOperator.Tests.Program;

/// <summary>Documents and tools that a host adds without code.</summary>
public sealed class OpeningsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Documents_of_a_seed_file_answer_and_are_loaded_once()
    {
        var seed = Write("seed.jsonl", """{"id":"w1","source":"handbook/warranty.md","content":"The warranty of every bicycle lasts 41 months."}""" + "\n");
        (string, string)[] environment = [("SMOOTH_AGENT_SEED_FILE", seed)];
        await using (var first = await ServerProcess.StartAsync(_directory.Path, ["--demo"], environment))
        {
            Assert.Contains("1 documents loaded, 0 unchanged", first.Output, StringComparison.Ordinal);
            await AssertKnownAsync(first);
        }

        await using var second = await ServerProcess.StartAsync(_directory.Path, ["--demo"], environment);
        Assert.Contains("0 documents loaded, 1 unchanged", second.Output, StringComparison.Ordinal);
        await AssertKnownAsync(second);
    }

    [Fact]
    public async Task Declared_tools_are_called_over_http_held_for_approval_and_answered_from_the_file()
    {
        await using var orders = await StubService.AnsweringAsync("""{"state":"shipped"}""");
        await using var gateway = await StubGateway.StartAsync();
        gateway.Reply(
            new StubReply().ToolCall("c1", "order_state", """{"order_id":"1042"}""").ToolCall("c2", "opening_hours", "{}", index: 1).Finish("tool_calls").Done(),
            new StubReply().ToolCall("c3", "cancel_order", """{"order_id":"1042","reason":"late"}""").Finish("tool_calls").Done(),
            StubReply.Of("All done."));
        await using var server = await ServerProcess.StartAsync(
            _directory.Path,
            ["serve"],
            ("SMOOAI_GATEWAY_URL", gateway.BaseUrl),
            ("SMOOAI_GATEWAY_KEY", "key"),
            ("ORDERS_TOKEN", "orders-secret"),
            ("SMOOTH_AGENT_TOOLS_FILE", Write("tools.json", Tools(orders.Address))));
        using var client = await ChatClient.ConnectAsync(server.Socket);
        var session = await client.OpenSessionAsync();

        await client.AskAsync(session, "m1", "Where is order 1042?");
        var question = await client.NextAsync("write_confirmation_required");
        Assert.Equal("cancel_order", question.GetProperty("data").GetProperty("data").GetProperty("toolId").GetString());
        var asked = Assert.Single(orders.Requests);
        Assert.Equal(("GET", "/orders/1042"), (asked.Method, asked.Target));
        await client.DecideAsync(session, "m1", approved: true);
        Assert.Equal("All done.", await client.AnswerAsync());

        Assert.Equal(2, orders.Requests.Count);
        var cancelled = orders.Requests[1];
        Assert.Equal(("POST", "/orders/1042/cancel", """{"reason":"late"}"""), (cancelled.Method, cancelled.Target, cancelled.Body));
        Assert.All(orders.Requests, request => Assert.Equal("Bearer orders-secret", request.Headers["Authorization"]));
        Assert.EndsWith(":c1", asked.Headers["Idempotency-Key"], StringComparison.Ordinal);
        Assert.EndsWith(":c3", cancelled.Headers["Idempotency-Key"], StringComparison.Ordinal);
        Assert.NotEqual(":c3", cancelled.Headers["Idempotency-Key"]);
        var second = gateway.Requests[1].Body.GetRawText();
        Assert.Contains("shipped", second, StringComparison.Ordinal);
        Assert.Contains("closed", second, StringComparison.Ordinal);
        Assert.DoesNotContain("orders-secret", server.Output + server.Errors, StringComparison.Ordinal);
    }

    private static async Task AssertKnownAsync(ServerProcess server)
    {
        using var client = await ChatClient.ConnectAsync(server.Socket);
        var session = await client.OpenSessionAsync();
        await client.AskAsync(session, "m1", "How long is the warranty of a bicycle?");
        Assert.Contains("41 months", await client.AnswerAsync(), StringComparison.Ordinal);
    }

    private static string Tools(string address) =>
        $$"""
        [
          { "name": "opening_hours", "description": "When the shop is open.", "parameters": { "type": "object", "properties": {} }, "idempotent": true,
            "result": { "monday": "9-18", "sunday": "closed" } },
          { "name": "order_state", "description": "Where an order is.", "idempotent": true,
            "parameters": { "type": "object", "properties": { "order_id": { "type": "string" } }, "required": ["order_id"] },
            "http": { "method": "GET", "url": "{{address}}/orders/{order_id}", "headers": { "Authorization": "Bearer $ORDERS_TOKEN" } } },
          { "name": "cancel_order", "description": "Cancels an order.", "requiresConfirmation": true,
            "parameters": { "type": "object", "properties": { "order_id": { "type": "string" }, "reason": { "type": "string" } }, "required": ["order_id"] },
            "http": { "method": "POST", "url": "{{address}}/orders/{order_id}/cancel", "headers": { "Authorization": "Bearer $ORDERS_TOKEN" } } }
        ]
        """;

    private string Write(string name, string text)
    {
        var path = _directory.File(name);
        File.WriteAllText(path, text);
        return path;
    }
}
