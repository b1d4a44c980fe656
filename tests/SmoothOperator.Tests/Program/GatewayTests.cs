using System.Text.Json;
using SmoothOperator.Testing;
using SmoothOperator.Tests.Storage;
using Xunit;

namespace SmoothOperator.Tests.Program;

public sealed class GatewayTests : IDisposable
{
    private const string Key = "sk-our-own-key";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_demos_turns_run_on_any_gateway_with_its_key()
    {
        await using var gateway = await StubGateway.StartAsync();
        gateway.Reply(
            StubReply.Of("You have ", "17 days."),
            new StubReply().ToolCall("c1", "issue_refund", """{"order_id":"1042"}""").Finish("tool_calls").Done(),
            StubReply.Of("It is on its way."));
        await using var server = await ServerProcess.StartAsync(
            _directory.Path, ["--demo"], ("SMOOAI_GATEWAY_URL", gateway.BaseUrl), ("SMOOAI_GATEWAY_KEY", Key), ("SMOOTH_AGENT_MODEL", "some-model"));
        using var client = await ChatClient.ConnectAsync(server.Socket);
        var session = await client.OpenSessionAsync();

        await client.AskAsync(session, "m1", "What is your return window?");
        var reply = await client.NextAsync("eventual_response");
        Assert.Equal("You have 17 days.", ChatClient.TextOf(reply));
        Assert.Equal("policies/returns.md", reply.GetProperty("data").GetProperty("data").GetProperty("citations")[0].GetProperty("title").GetString());

        await client.AskAsync(session, "m2", "Refund order 1042");
        await client.NextAsync("write_confirmation_required");
        await client.DecideAsync(session, "m2", approved: true);
        Assert.Equal("It is on its way.", await client.AnswerAsync());

        Assert.Equal(3, gateway.Requests.Count);
        Assert.All(gateway.Requests, request =>
        {
            Assert.Equal("/v1/chat/completions", request.Path);
            Assert.Equal($"Bearer {Key}", request.Authorization);
            Assert.Equal("some-model", request.Body.GetProperty("model").GetString());
        });
        Assert.Contains("17 days", Messages(gateway.Requests[0]), StringComparison.Ordinal);
        Assert.Contains("Refund issued for order 1042", Messages(gateway.Requests[2]), StringComparison.Ordinal);
        Assert.DoesNotContain(Key, server.Output + server.Errors, StringComparison.Ordinal);
        Assert.Contains("model: some-model", server.Output, StringComparison.Ordinal);
    }

    private static string Messages(StubRequest request) => JsonSerializer.Serialize(request.Body.GetProperty("messages"));
}
