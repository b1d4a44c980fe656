using SmoothOperator.Testing;
using Xunit;

namespace SmoothOperator.Tests.Wire;

public sealed class CancelTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_running_turn_is_stopped_by_its_request_id(bool namesSession)
    {
        await using var gated = await GatedServer.StartAsync(setup => setup.Model = new PuppetChatClient());
        await using var client = await gated.ConnectAsync();
        var session = await WireSession.OpenAsync(client);
        await session.AskAsync("m1");
        var call = (await gated.Puppet.NextCallAsync()).Say("Once upon");
        await client.ReadUntilAsync(frame => frame.Type == "stream_token");

        await session.CancelAsync("m1", namesSession);

        Assert.Equal("cancelled", WireStory.Of(await client.ReadTurnAsync("m1")));
        await call.OverAsync();
        await client.ExpectNothingAsync();
        Assert.Equal(["Hello"], await session.HistoryAsync());
        Assert.Equal(1, gated.Puppet.Count);
    }

    [Theory]
    [InlineData("m1", false)]
    [InlineData("m1", true)]
    [InlineData(null, true)]
    [InlineData(null, false)]
    public async Task A_parked_turn_is_cancelled_and_its_question_is_void(string? requestId, bool namesSession)
    {
        await using var gated = await GatedServer.StartAsync();
        await using var client = await gated.ConnectAsync();
        var session = await GatedServer.ParkAsync(client);

        await session.CancelAsync(requestId, namesSession);
        Assert.Equal("cancelled", WireStory.Of(await client.ReadTurnAsync("m1")));
        await session.ConfirmAsync(approved: true);
        await client.ExpectErrorAsync("NO_PENDING_CONFIRMATION", "answer");

        Assert.Equal(0, gated.Refund.Calls);
        Assert.Equal("202 text end", WireStory.Of(await session.AskAndReadAsync("m2")));
        Assert.Equal(["Hello", "Hello", "All done."], await session.HistoryAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Another_connection_cancels_by_the_session_and_hears_of_it_once(bool parked)
    {
        await using var gated = await GatedServer.StartAsync(setup => setup.Model = new PuppetChatClient());
        await using var client = await gated.ConnectAsync();
        await using var other = await gated.ConnectAsync();
        var session = await WireSession.OpenAsync(client);
        await session.AskAsync("m1");
        await client.ExpectAsync("immediate_response", 202);
        var call = await gated.Puppet.NextCallAsync();
        if (parked)
        {
            call.Call("refund", GatedServer.RefundArguments, "a").End("tool_calls");
            await GatedServer.ReadParkAsync(client);
        }

        // An id that nothing knows does not stand in the way of the session.
        await session.On(other).CancelAsync("some other request");

        Assert.Equal("cancelled", WireStory.Of(await client.ReadTurnAsync("m1")));
        Assert.Equal("cancelled", WireStory.Of(await other.ReadTurnAsync("m1")));
        await session.On(other).CancelAsync();
        await other.ExpectNothingAsync();
        await client.ExpectNothingAsync();
    }

    [Fact]
    public async Task A_connection_that_resumed_a_turn_cancels_it_by_its_request_id()
    {
        await using var gated = await GatedServer.StartAsync(setup => setup.Model = new PuppetChatClient());
        await using var client = await gated.ConnectAsync();
        await using var other = await gated.ConnectAsync();
        var session = await WireSession.OpenAsync(client, "resume_stream");
        await session.AskAsync("m1");
        await gated.Puppet.NextCallAsync();
        await session.On(other).ResumeAsync();
        await other.ReadUntilAsync(frame => frame.Status == 202);

        await session.On(other).CancelAsync("m1", namesSession: false);

        Assert.Equal("cancelled", WireStory.Of(await other.ReadTurnAsync("m1")));
        Assert.Equal("202 cancelled", WireStory.Of(await client.ReadTurnAsync("m1")));
    }

    [Fact]
    public async Task A_cancel_that_comes_too_late_does_not_stop_the_next_turn()
    {
        await using var gated = await GatedServer.StartAsync(setup => setup.Model = new PuppetChatClient());
        await using var client = await gated.ConnectAsync();
        var session = await WireSession.OpenAsync(client);
        await session.AskAsync("m1");
        (await gated.Puppet.NextCallAsync()).Say("one").End();
        await client.ReadTurnAsync("m1");
        await session.AskAsync("m2");
        var call = await gated.Puppet.NextCallAsync();

        await session.CancelAsync("m1");
        await session.CancelAsync("m1", namesSession: false);
        await client.ExpectAsync("immediate_response", 202);
        await client.ExpectNothingAsync();
        call.Say("two").End();

        Assert.Equal("text end", WireStory.Of(await client.ReadTurnAsync("m2")));
    }

    [Fact]
    public async Task A_request_id_in_use_again_means_the_turn_that_runs()
    {
        await using var gated = await GatedServer.StartAsync(setup => setup.Model = new PuppetChatClient());
        await using var client = await gated.ConnectAsync();
        var session = await WireSession.OpenAsync(client);
        await session.AskAsync("m1");
        (await gated.Puppet.NextCallAsync()).Say("one").End();
        await client.ReadTurnAsync("m1");
        await session.AskAsync("m1");
        await gated.Puppet.NextCallAsync();

        await session.CancelAsync("m1");

        Assert.Equal("202 cancelled", WireStory.Of(await client.ReadTurnAsync("m1")));
    }

    [Fact]
    public async Task Without_any_field_the_only_turn_of_the_connection_is_meant()
    {
        await using var gated = await GatedServer.StartAsync(setup => setup.Model = new PuppetChatClient());
        await using var client = await gated.ConnectAsync();
        await using var other = await gated.ConnectAsync();
        var session = await WireSession.OpenAsync(client);
        var second = await WireSession.OpenAsync(client);
        await session.AskAsync("m1");
        await client.ExpectAsync("immediate_response", 202);
        await gated.Puppet.NextCallAsync();

        // The other connection follows the turn, but did not start it.
        await session.On(other).ResumeAsync();
        await other.ReadUntilAsync(frame => frame.Status == 202);
        await session.On(other).CancelAsync(namesSession: false);
        await other.ExpectNothingAsync();

        // Of two turns none is the only one.
        await second.AskAsync("m2");
        await client.ExpectAsync("immediate_response", 202);
        var call = await gated.Puppet.NextCallAsync();
        await session.CancelAsync(namesSession: false);
        await client.ExpectNothingAsync();
        call.Say("done").End();
        await client.ReadTurnAsync("m2");

        await session.CancelAsync(namesSession: false);
        Assert.Equal("cancelled", WireStory.Of(await client.ReadTurnAsync("m1")));
        await other.ReadTurnAsync("m1");
    }

    [Theory]
    [InlineData("""{"action":"cancel"}""")]
    [InlineData("""{"action":"cancel","requestId":"m9"}""")]
    [InlineData("""{"action":"cancel","requestId":{},"sessionId":[]}""")]
    [InlineData("""{"action":"cancel","requestId":"m9","sessionId":"nonsense"}""")]
    [InlineData("""{"action":"cancel","sessionId":"00000000-0000-4000-8000-000000000000"}""")]
    public async Task With_nothing_to_cancel_nothing_is_answered(string frame)
    {
        await using var gated = await GatedServer.StartAsync();
        await using var client = await gated.ConnectAsync();
        await WireSession.OpenAsync(client);

        await client.SendRawAsync(frame);

        await client.ExpectNothingAsync();
    }

    [Fact]
    public async Task A_cancelled_tool_is_told_to_stop_and_the_model_hears_nothing_of_it()
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tool = new HostTool("work", async (_, cancellationToken) =>
        {
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }
            finally
            {
                stopped.SetResult();
            }

            return null;
        });
        var model = new ScriptedChatClient().ToolCall("work").Text("never");
        await using var server = await TestServer.StartAsync(model, setup => setup.Tools.Add(tool));
        await using var client = await server.ConnectAsync();
        var session = await WireSession.OpenAsync(client);
        await session.AskAsync("m1");
        Assert.Equal("202 call:work", WireStory.Of(await client.ReadUntilAsync(frame => frame.Type == "stream_chunk")));

        await session.CancelAsync("m1");

        Assert.Equal("cancelled", WireStory.Of(await client.ReadTurnAsync("m1")));
        await stopped.Task;
        await client.ExpectNothingAsync();
        Assert.Single(model.Calls);
    }

    [Fact]
    public async Task The_next_message_is_accepted_at_once()
    {
        const int Times = 40;
        await using var gated = await GatedServer.StartAsync(setup => setup.Model = new PuppetChatClient());
        await using var client = await gated.ConnectAsync();
        var session = await WireSession.OpenAsync(client);

        for (var i = 0; i < Times; i++)
        {
            await session.AskAsync($"m{i}");
            await session.CancelAsync($"m{i}");
            Assert.Equal("202 cancelled", WireStory.Of(await client.ReadTurnAsync($"m{i}")));
        }
    }
}
