using SmoothOperator.Testing;
using Xunit;

namespace SmoothOperator.Tests.Wire;

public sealed class ConcurrentTurnTests
{
    [Fact]
    public async Task A_conversation_has_one_turn_over_all_connections()
    {
        var model = new PuppetChatClient();
        await using var server = await TestServer.StartAsync(new TestServerSetup { Model = model });
        await using var client = await server.ConnectAsync();
        await using var other = await server.ConnectAsync();
        var session = await WireSession.OpenAsync(client);
        await session.AskAsync("m1");
        var call = await model.NextCallAsync();

        await session.On(other).AskAsync("m2");
        await other.ExpectErrorAsync("TURN_IN_PROGRESS", "m2");
        await session.AskAsync("m3");
        await client.ExpectAsync("immediate_response", 202);
        await client.ExpectErrorAsync("TURN_IN_PROGRESS", "m3");
        call.Say("done").End();

        Assert.Equal("text end", WireStory.Of(await client.ReadTurnAsync("m1")));
        await other.ExpectNothingAsync();
        Assert.Equal(["Hello", "done"], await session.HistoryAsync());
    }

    [Fact]
    public async Task A_parked_turn_holds_its_conversation()
    {
        await using var server = await TestServer.StartAsync(new ScriptedChatClient().ToolCall("refund").Text("ok"), Gated);
        await using var client = await server.ConnectAsync();
        await using var other = await server.ConnectAsync();
        var session = await WireSession.OpenAsync(client);
        await session.AskAsync("m1");
        await client.ReadUntilAsync(frame => frame.Type == "stream_chunk");

        await session.On(other).AskAsync("m2");

        await other.ExpectErrorAsync("TURN_IN_PROGRESS", "m2");
    }

    [Fact]
    public async Task The_conversation_is_free_before_its_turn_is_told_to_have_ended()
    {
        const int Times = 100;
        var model = new ScriptedChatClient();
        for (var i = 0; i < Times; i++)
            model.Text("ok");
        await using var server = await TestServer.StartAsync(model);
        await using var client = await server.ConnectAsync();
        var session = await WireSession.OpenAsync(client);

        for (var i = 0; i < Times; i++)
            Assert.Equal("202 text end", WireStory.Of(await session.AskAndReadAsync("m")));
    }

    [Fact]
    public async Task Conversations_run_side_by_side_on_one_connection_up_to_eight()
    {
        var model = new PuppetChatClient();
        await using var server = await TestServer.StartAsync(new TestServerSetup { Model = model });
        await using var client = await server.ConnectAsync();
        var calls = new List<PuppetCall>();
        for (var i = 0; i < 8; i++)
        {
            var session = await WireSession.OpenAsync(client);
            await session.AskAsync($"m{i}", $"question {i}");
            await client.ExpectAsync("immediate_response", 202);
            calls.Add(await model.NextCallAsync());
        }

        var ninth = await WireSession.OpenAsync(client);
        await ninth.AskAsync("m8");
        Assert.Equal("this connection already runs 8 turns", (await client.ExpectErrorAsync("TURN_IN_PROGRESS", "m8")).ErrorMessage);

        // They end in any order, each with its own answer.
        foreach (var i in new[] { 5, 0, 7, 3, 1, 6, 2, 4 })
        {
            Assert.Equal($"question {i}", calls[i].Messages[^1].Text);
            calls[i].Say($"answer {i}").End();
            Assert.Equal($"answer {i}", WireStory.ReplyOf(await client.ReadTurnAsync($"m{i}")));
        }

        await ninth.AskAsync("m8");
        await client.ExpectAsync("immediate_response", 202);
    }

    [Fact]
    public async Task Everything_else_is_answered_while_a_turn_runs()
    {
        var model = new PuppetChatClient();
        await using var server = await TestServer.StartAsync(new TestServerSetup { Model = model });
        await using var client = await server.ConnectAsync();
        var session = await WireSession.OpenAsync(client);
        await session.AskAsync("m1");
        await client.ExpectAsync("immediate_response", 202);
        var call = await model.NextCallAsync();

        await client.ExpectNothingAsync();
        await client.SendAsync(new { action = "get_session", requestId = "g", sessionId = session.SessionId });
        Assert.Equal("g", (await client.ExpectAsync("immediate_response", 200)).RequestId);
        Assert.Equal(["Hello"], await session.HistoryAsync());
        await session.ConfirmAsync(approved: true, requestId: "c");
        await client.ExpectErrorAsync("NO_PENDING_CONFIRMATION", "c");
        await WireSession.OpenAsync(client);

        call.Say("done").End();
        Assert.Equal("text end", WireStory.Of(await client.ReadTurnAsync("m1")));
    }

    [Fact]
    public async Task Replies_of_other_actions_keep_the_order_of_their_frames()
    {
        await using var server = await TestServer.StartAsync(new ScriptedChatClient());
        await using var client = await server.ConnectAsync();
        var session = await WireSession.OpenAsync(client);

        for (var i = 0; i < 300; i++)
        {
            await client.SendAsync((i % 3) switch
            {
                0 => new { action = "ping", requestId = $"{i}", sessionId = (string?)null },
                1 => new { action = "get_session", requestId = $"{i}", sessionId = (string?)session.SessionId },
                _ => new { action = "dance", requestId = $"{i}", sessionId = (string?)null },
            });
        }

        for (var i = 0; i < 300; i++)
            Assert.Equal($"{i}", (await client.NextAsync()).RequestId);
    }

    private static void Gated(TestServerSetup setup)
    {
        setup.Tools.Add(new HostTool("refund", "refunded"));
        setup.ConfirmTools.Add("refund");
    }
}
