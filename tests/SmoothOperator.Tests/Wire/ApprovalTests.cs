using SmoothOperator.Testing;
using Xunit;

namespace SmoothOperator.Tests.Wire;

public sealed class ApprovalTests
{
    [Theory]
    [InlineData(true, "Tool action approved", "200 result:refund text end", 1)]
    [InlineData(false, "Tool action rejected", "200 refused:refund text end", 0)]
    public async Task An_answer_is_acknowledged_before_the_turn_goes_on(bool approved, string text, string story, int calls)
    {
        await using var gated = await GatedServer.StartAsync();
        await using var client = await gated.ConnectAsync();
        var session = await WireSession.OpenAsync(client);
        await session.AskAsync("m1");
        Assert.Equal("202 park call:refund", WireStory.Of(await client.ReadUntilAsync(frame => frame.Type == "stream_chunk")));
        Assert.Equal(0, gated.Refund.Calls);

        await session.ConfirmAsync(approved);
        var frames = await client.ReadUntilAsync(frame => frame.IsEnd);

        Assert.Equal(story, WireStory.Of(frames));
        Assert.Equal(text, frames[0].Text("message"));
        Assert.Equal("answer", frames[0].RequestId);
        Assert.Equal("approved sessionId", frames[0].KeysAt("data"));
        Assert.Equal(session.SessionId, frames[0].Text("data.sessionId"));
        Assert.Equal(approved, frames[0].At("data.approved")!.Value.GetBoolean());
        Assert.All(frames.Skip(1), frame => Assert.Equal("m1", frame.RequestId));
        Assert.Equal(calls, gated.Refund.Calls);
        await client.ExpectNothingAsync();
    }

    [Fact]
    public async Task The_acknowledgement_comes_first_however_fast_the_turn_goes_on()
    {
        const int Times = 40;
        await using var gated = await GatedServer.StartAsync(setup => setup.Model = RepeatedScript(Times));
        await using var client = await gated.ConnectAsync();
        await using var other = await gated.ConnectAsync();

        for (var i = 0; i < Times; i++)
        {
            var session = await GatedServer.ParkAsync(client);
            await session.On(other).ConfirmAsync(approved: true);

            Assert.Equal("200 result:refund text end", WireStory.Of(await other.ReadUntilAsync(frame => frame.IsEnd)));
            Assert.Equal("result:refund text end", WireStory.Of(await client.ReadTurnAsync("m1")));
        }
    }

    [Fact]
    public async Task The_question_names_the_tool_and_its_arguments_with_secrets_masked()
    {
        const string Arguments = """{ "order": "7", "password": "hunter2", "note": "thanks" }""";
        await using var gated = await GatedServer.StartAsync(setup => setup.Model = new ScriptedChatClient().ToolCall("refund", Arguments).Text("ok"));
        await using var client = await gated.ConnectAsync();
        var session = await WireSession.OpenAsync(client);

        await session.AskAsync("m1");
        var park = (await client.ReadUntilAsync(frame => frame.Type == "write_confirmation_required"))[^1];
        var call = await client.ExpectAsync("stream_chunk");

        Assert.Equal("refund", park.Text("data.data.toolId"));
        var lines = park.Text("data.data.actionDescription")!.Split('\n');
        Assert.Equal("Tool 'refund' requires confirmation. Allow?", lines[0]);
        Assert.Contains("\"order\":\"7\"", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", park.Raw, StringComparison.Ordinal);
        Assert.Equal(Arguments, call.Text("data.state.rawResponse.toolCall.arguments"));
    }

    [Fact]
    public async Task A_denial_is_told_to_the_model()
    {
        await using var gated = await GatedServer.StartAsync();
        await using var client = await gated.ConnectAsync();
        var session = await GatedServer.ParkAsync(client);

        await session.ConfirmAsync(approved: false);
        await client.ReadUntilAsync(frame => frame.IsEnd);

        Assert.Equal("User denied: user rejected the action", ResultsGivenTo(gated.Script, call: 1).Single());
    }

    [Fact]
    public async Task Gated_calls_of_one_reply_are_asked_one_after_another()
    {
        await using var gated = await GatedServer.StartAsync(setup => setup.Model = new PuppetChatClient());
        await using var client = await gated.ConnectAsync();
        var session = await WireSession.OpenAsync(client);
        await session.AskAsync("m1");
        (await gated.Puppet.NextCallAsync()).Say("Let me see.").Call("refund", """{"order":"1"}""", "a").Call("look", "{}", "b").Call("refund", """{"order":"2"}""", "c").End("tool_calls");

        Assert.Equal("202 text park call:refund", WireStory.Of(await client.ReadUntilAsync(frame => frame.Type == "stream_chunk")));
        await session.ConfirmAsync(approved: true, "first");
        Assert.Equal("200 result:refund call:look result:look park call:refund", WireStory.Of(await ReadUntilSecondCallAsync(client)));
        await session.ConfirmAsync(approved: false, "second");
        Assert.Equal("200 refused:refund", WireStory.Of(await client.NextAsync(), await client.NextAsync()));
        (await gated.Puppet.NextCallAsync()).Say("Done.").End();

        Assert.Equal("text end", WireStory.Of(await client.ReadTurnAsync("m1")));
        Assert.Equal(1, gated.Refund.Calls);
    }

    [Fact]
    public async Task A_turn_may_park_several_times()
    {
        await using var gated = await GatedServer.StartAsync(setup => setup.Model = GatedServer.AskingFor(4));
        await using var client = await gated.ConnectAsync();
        var session = await GatedServer.ParkAsync(client);

        for (var i = 0; i < 3; i++)
        {
            await session.ConfirmAsync(approved: true, $"answer {i}");
            Assert.Equal("200 result:refund park call:refund", WireStory.Of(await ReadUntilSecondCallAsync(client)));
        }

        await session.ConfirmAsync(approved: true, "last");
        Assert.Equal("200 result:refund text end", WireStory.Of(await client.ReadUntilAsync(frame => frame.IsEnd)));
        Assert.Equal(4, gated.Refund.Calls);
    }

    [Fact]
    public async Task A_call_whose_arguments_are_wrong_is_not_asked_about()
    {
        await using var gated = await GatedServer.StartAsync(setup => setup.Model = new ScriptedChatClient().ToolCall("refund", "{\"order\":").ToolCall("refund", "[1]").Text("ok"));
        await using var client = await gated.ConnectAsync();
        var session = await WireSession.OpenAsync(client);

        Assert.Equal("202 call:refund refused:refund call:refund refused:refund text end", WireStory.Of(await session.AskAndReadAsync("m1")));
        Assert.Equal(0, gated.Refund.Calls);
    }

    [Fact]
    public async Task A_park_can_be_answered_after_a_restart()
    {
        await using var storage = InterceptedStorage.InMemory();
        string sessionId, conversationId;
        await using (var before = await GatedServer.StartAsync(setup => setup.Storage = storage))
        {
            await using var client = await before.ConnectAsync();
            (_, sessionId, conversationId) = await GatedServer.ParkAsync(client);
            client.Abort();
        }

        await using var after = await GatedServer.StartAsync(setup =>
        {
            setup.Storage = storage;
            setup.Model = new ScriptedChatClient().Text("All done.");
        });
        await using var reconnected = await after.ConnectAsync();
        var session = new WireSession(reconnected, sessionId, conversationId);
        await session.ConfirmAsync(approved: true);

        Assert.Equal("200 result:refund text end", WireStory.Of(await reconnected.ReadUntilAsync(frame => frame.IsEnd)));
        Assert.Equal(1, after.Refund.Calls);
        Assert.Equal(["Hello", "All done."], await session.HistoryAsync());
    }

    internal static IReadOnlyList<string> ResultsGivenTo(ScriptedChatClient model, int call) =>
        [.. model.Calls[call].Messages.SelectMany(message => message.Contents).OfType<Microsoft.Extensions.AI.FunctionResultContent>().Select(result => (string)result.Result!)];

    /// <summary>A park, then its call: the second frame of both kinds.</summary>
    private static async Task<IReadOnlyList<WireFrame>> ReadUntilSecondCallAsync(WireClient client)
    {
        var parked = await client.ReadUntilAsync(frame => frame.Type == "write_confirmation_required");
        return [.. parked, await client.ExpectAsync("stream_chunk")];
    }

    private static ScriptedChatClient RepeatedScript(int times)
    {
        var script = new ScriptedChatClient();
        for (var i = 0; i < times; i++)
            script.ToolCall("refund", GatedServer.RefundArguments).Text("done");
        return script;
    }
}
