using SmoothOperator.Testing;
using Xunit;

namespace SmoothOperator.Tests.Wire;

public sealed class RequestIdTests
{
    [Fact]
    public async Task A_request_id_may_be_used_again_once_its_turn_has_ended()
    {
        await using var server = await TestServer.StartAsync(new ScriptedChatClient().Text("one").Text("two"));
        await using var client = await server.ConnectAsync();
        var session = await WireSession.OpenAsync(client);

        Assert.Equal("one", WireStory.ReplyOf(await session.AskAndReadAsync("m1")));
        Assert.Equal("two", WireStory.ReplyOf(await session.AskAndReadAsync("m1")));
        Assert.Equal(4, (await session.HistoryAsync()).Count);
    }

    [Fact]
    public async Task Two_connections_may_use_one_request_id_for_different_conversations()
    {
        var model = new PuppetChatClient();
        await using var server = await TestServer.StartAsync(new TestServerSetup { Model = model });
        await using var client = await server.ConnectAsync();
        await using var other = await server.ConnectAsync();
        var session = await WireSession.OpenAsync(client);
        var otherSession = await WireSession.OpenAsync(other);

        await session.AskAsync("m1");
        var first = await model.NextCallAsync();
        await otherSession.AskAsync("m1");
        var second = await model.NextCallAsync();
        second.Say("second").End();
        Assert.Equal("second", WireStory.ReplyOf(await other.ReadTurnAsync("m1")));
        first.Say("first").End();
        Assert.Equal("first", WireStory.ReplyOf(await client.ReadTurnAsync("m1")));
    }

    [Fact]
    public async Task A_message_sent_again_runs_nothing_and_is_told_byte_for_byte()
    {
        var model = new ScriptedChatClient().Text("on", "ce").Text("never");
        await using var server = await TestServer.StartAsync(model);
        await using var client = await server.ConnectAsync();
        var session = await WireSession.OpenAsync(client, "resume_stream");
        var told = await session.AskAndReadAsync("m1");

        await session.AskAsync("m1");

        AssertAck(await client.ExpectAsync("immediate_response", 200), session, "finished", fromSeq: 1);
        Assert.Equal(told.Select(frame => frame.Raw), (await client.ReadTurnAsync("m1")).Select(frame => frame.Raw));
        await client.ExpectNothingAsync();
        Assert.Single(model.Calls);
        Assert.Equal(["Hello", "once"], await session.HistoryAsync());
    }

    [Fact]
    public async Task A_message_sent_again_while_its_turn_runs_joins_the_turn()
    {
        var model = new PuppetChatClient();
        await using var server = await TestServer.StartAsync(new TestServerSetup { Model = model });
        await using var client = await server.ConnectAsync();
        await using var other = await server.ConnectAsync();
        var session = await WireSession.OpenAsync(client, "resume_stream");
        await session.AskAsync("m1");
        var call = (await model.NextCallAsync()).Say("on");
        await client.ReadUntilAsync(frame => frame.Type == "stream_token");

        // The other connection declared nothing, but the session did: that decides.
        other.ResumesStreams = true;
        await session.On(other).AskAsync("m1");
        AssertAck(await other.ExpectAsync("immediate_response", 200), session, "running", fromSeq: 1);
        Assert.Equal("202 text", WireStory.Of(await other.ReadUntilAsync(frame => frame.Type == "stream_token")));
        call.Say("ce").End();

        Assert.Equal("text end", WireStory.Of(await other.ReadTurnAsync("m1")));
        Assert.Equal("text end", WireStory.Of(await client.ReadTurnAsync("m1")));
        Assert.Equal(1, model.Count);
    }

    [Fact]
    public async Task A_request_id_with_another_text_is_a_mistake()
    {
        var model = new ScriptedChatClient().Text("once").Text("never");
        await using var server = await TestServer.StartAsync(model);
        await using var client = await server.ConnectAsync();
        var session = await WireSession.OpenAsync(client, "resume_stream");
        await session.AskAndReadAsync("m1");

        await session.AskAsync("m1", "Hello!");

        await client.ExpectErrorAsync("VALIDATION_ERROR", "m1");
        await client.ExpectNothingAsync();
        Assert.Single(model.Calls);
        Assert.Equal(["Hello", "once"], await session.HistoryAsync());
    }

    [Fact]
    public async Task After_24_hours_a_request_id_means_a_new_message()
    {
        var clock = new FakeTimeProvider();
        var model = new ScriptedChatClient().Text("one").Text("two");
        await using var server = await TestServer.StartAsync(model, setup => setup.Clock = clock);
        await using var client = await server.ConnectAsync();
        var session = await WireSession.OpenAsync(client, "resume_stream");
        await session.AskAndReadAsync("m1");

        clock.Advance(TimeSpan.FromHours(24));
        await session.AskAsync("m1");
        Assert.Equal("200 202 text end", WireStory.Of(await client.ReadTurnAsync("m1")));
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("202 text end", WireStory.Of(await session.AskAndReadAsync("m1")));
        Assert.Equal(2, model.Calls.Count);
    }

    [Fact]
    public async Task A_request_id_of_yesterday_does_not_get_round_the_checks()
    {
        var clock = new FakeTimeProvider();
        var setup = new TestServerSetup { Model = new ScriptedChatClient().Text("one"), Clock = clock };
        await using var server = await TestServer.StartAsync(setup);
        await using var client = await server.ConnectAsync();
        var session = await WireSession.OpenAsync(client, "resume_stream");
        await session.AskAndReadAsync("m1");

        clock.Advance(TimeSpan.FromHours(25));
        setup.Model = null;
        await session.AskAsync("m1");

        await client.ExpectErrorAsync("LLM_UNAVAILABLE", "m1");
        Assert.Equal(["Hello", "one"], await session.HistoryAsync());
    }

    [Fact]
    public async Task A_message_sent_again_is_answered_also_when_no_model_is_left()
    {
        var setup = new TestServerSetup { Model = new ScriptedChatClient().Text("one") };
        await using var server = await TestServer.StartAsync(setup);
        await using var client = await server.ConnectAsync();
        var session = await WireSession.OpenAsync(client, "resume_stream");
        await session.AskAndReadAsync("m1");

        setup.Model = null;
        await session.AskAsync("m1");

        Assert.Equal("200 202 text end", WireStory.Of(await client.ReadTurnAsync("m1")));
    }

    [Fact]
    public async Task A_message_that_arrives_twice_at_once_runs_once_and_both_connections_hear_it()
    {
        const int Times = 60;
        var model = new ScriptedChatClient();
        for (var i = 0; i < Times; i++)
            model.Text("an", "swer");
        await using var server = await TestServer.StartAsync(model);
        await using var client = await server.ConnectAsync();
        await using var other = await server.ConnectAsync();
        other.ResumesStreams = true;

        for (var i = 0; i < Times; i++)
        {
            var session = await WireSession.OpenAsync(client, "resume_stream");
            await Task.WhenAll(session.AskAsync($"m{i}"), session.On(other).AskAsync($"m{i}"));
            var here = await client.ReadTurnAsync($"m{i}");
            var there = await other.ReadTurnAsync($"m{i}");

            Assert.Equal(here[^1].Text("data.data.messageId"), there[^1].Text("data.data.messageId"));
            Assert.Equal(new HashSet<string> { "202 text end", "200 202 text end" }, [WireStory.Of(here), WireStory.Of(there)]);
            Assert.Equal(here.Where(frame => !frame.IsReply).Select(frame => frame.Raw), there.Where(frame => !frame.IsReply).Select(frame => frame.Raw));
        }

        Assert.Equal(Times, model.Calls.Count);
    }

    private static void AssertAck(WireFrame ack, WireSession session, string state, long fromSeq)
    {
        Assert.Equal("Stream resumed", ack.Text("message"));
        Assert.Equal("epoch fromSeq requestId restarted sessionId state", ack.KeysAt("data"));
        Assert.Equal(session.SessionId, ack.Text("data.sessionId"));
        Assert.Equal(state, ack.Text("data.state"));
        Assert.Equal(fromSeq, ack.At("data.fromSeq")?.GetInt64());
        Assert.False(ack.At("data.restarted")?.GetBoolean());
    }
}
