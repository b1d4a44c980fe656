using System.Net;
using SmoothOperator.Tests.Storage;
using Xunit;

namespace SmoothOperator.Tests.Program;

public sealed class EndpointTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Health_answers_ok_and_the_socket_wants_an_upgrade_and_there_is_no_page_without_the_demo()
    {
        await using var server = await ServerProcess.StartAsync(_directory.Path, []);
        using var client = new HttpClient { BaseAddress = server.Address };

        Assert.Equal("ok", await client.GetStringAsync(new Uri("/health", UriKind.Relative)));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(client, "/ws"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(client, "/"));
    }

    [Theory]
    [InlineData("Information")]
    [InlineData("Debug")]
    public async Task A_token_in_an_address_is_never_printed(string level)
    {
        const string Secret = "s3cret-t0ken";
        await using var server = await ServerProcess.StartAsync(_directory.Path, ["--demo"], ("Logging__LogLevel__Default", level));
        using (var chat = await ChatClient.ConnectAsync(new Uri($"{server.Socket}?token={Secret}")))
            await chat.OpenSessionAsync();
        using (var client = new HttpClient { BaseAddress = server.Address })
        {
            foreach (var path in new[] { "/ws", "/health", "/", "/nothing" })
                await StatusAsync(client, $"{path}?token={Secret}");
        }

        await server.AskToStopAsync();
        await server.WaitForExitAsync();
        Assert.DoesNotContain(Secret, server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, server.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_key_and_demo_everything_but_an_answer_is_to_be_had()
    {
        await using var server = await ServerProcess.StartAsync(_directory.Path, ["serve"]);
        using var client = await ChatClient.ConnectAsync(server.Socket);
        var session = await client.OpenSessionAsync();
        await client.SendAsync(new { action = "ping", requestId = "p" });
        await client.NextAsync("pong");
        await client.SendAsync(new { action = "get_session", requestId = "s", sessionId = session });
        await client.NextAsync("immediate_response");
        await client.SendAsync(new { action = "get_conversation_messages", requestId = "h", sessionId = session });
        await client.NextAsync("immediate_response");

        await client.AskAsync(session, "m1", "Hello");
        var error = (await client.NextAsync("error")).GetProperty("error");
        Assert.Equal("LLM_UNAVAILABLE", error.GetProperty("code").GetString());
        Assert.Contains("SMOOAI_GATEWAY_KEY", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("SMOOAI_GATEWAY_KEY", server.Output, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return response.StatusCode;
    }
}
