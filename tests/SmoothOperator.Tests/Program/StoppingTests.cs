using System.Diagnostics;
using System.Net.WebSockets;
using SmoothOperator.Testing;
using SmoothOperator.Tests.Storage;
using Xunit;

namespace SmoothOperator.Tests.Program;

public sealed class StoppingTests : IDisposable
{
    private const WebSocketCloseStatus ServiceRestart = (WebSocketCloseStatus)1012;
    private static readonly string[] Demo = ["--demo"];

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task An_idle_socket_is_told_of_the_restart_and_the_program_ends_well_and_soon()
    {
        await using var server = await ServerProcess.StartAsync(_directory.Path, Demo);
        using var client = await ChatClient.ConnectAsync(server.Socket);
        await client.OpenSessionAsync();

        var clock = Stopwatch.StartNew();
        await server.AskToStopAsync();
        await client.DrainAsync();

        Assert.Equal(ServiceRestart, client.CloseStatus);
        Assert.Equal(0, await server.WaitForExitAsync());
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task A_running_turn_is_let_end_before_its_socket_is_closed()
    {
        var pause = new TaskCompletionSource();
        await using var gateway = await StubGateway.StartAsync();
        gateway.Reply(new StubReply().Text("Before. ").After(pause.Task).Text("After.").Finish("stop").Done());
        await using var server = await ServerProcess.StartAsync(_directory.Path, [], ("SMOOAI_GATEWAY_URL", gateway.BaseUrl), ("SMOOAI_GATEWAY_KEY", "key"));
        using var client = await ChatClient.ConnectAsync(server.Socket);
        var session = await client.OpenSessionAsync();
        await client.AskAsync(session, "m1", "Hello");
        await client.NextAsync("stream_token");

        await server.AskToStopAsync();
        await server.WaitUntilClosedAsync();
        pause.SetResult();

        Assert.Equal("Before. After.", await client.AnswerAsync());
        await client.DrainAsync();
        Assert.Equal(ServiceRestart, client.CloseStatus);
        Assert.Equal(0, await server.WaitForExitAsync());
    }

    [Fact]
    public async Task A_turn_that_does_not_end_is_left_to_the_next_start_when_patience_ends()
    {
        await using var gateway = await StubGateway.StartAsync();
        gateway.Reply(new StubReply().Text("Never ").Hang(), StubReply.Of("Told in the second life."));
        (string, string)[] environment = [("SMOOAI_GATEWAY_URL", gateway.BaseUrl), ("SMOOAI_GATEWAY_KEY", "key"), ("SMOOTH_AGENT_DRAIN_SECONDS", "1")];
        string session;
        await using (var stopped = await ServerProcess.StartAsync(_directory.Path, [], environment))
        {
            using var client = await ChatClient.ConnectAsync(stopped.Socket);
            session = await client.OpenSessionAsync();
            await client.AskAsync(session, "m1", "Hello");
            await client.NextAsync("stream_token");
            await stopped.AskToStopAsync();
            await client.DrainAsync();
            Assert.Equal(0, await stopped.WaitForExitAsync());
        }

        await using var server = await ServerProcess.StartAsync(_directory.Path, [], environment);
        using var again = await ChatClient.ConnectAsync(server.Socket);
        await again.ResumeAsync(session, "m1");
        Assert.Equal("Told in the second life.", await again.AnswerAsync());
    }
}
