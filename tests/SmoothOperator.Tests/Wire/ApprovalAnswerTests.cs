using SmoothOperator.Testing;
using Xunit;

namespace SmoothOperator.Tests.Wire;

/// <summary>Which answers count, and which do not.</summary>
public sealed class ApprovalAnswerTests
{
    private const string None = "NO_PENDING_CONFIRMATION";

    [Fact]
    public async Task Without_a_park_there_is_nothing_to_answer()
    {
        await using var gated = await GatedServer.StartAsync(setup => setup.Model = new PuppetChatClient());
        await using var client = await gated.ConnectAsync();
        var session = await WireSession.OpenAsync(client);

        await session.ConfirmAsync(approved: true, "idle");
        Assert.Equal($"no tool action is awaiting confirmation for session '{session.SessionId}'", (await client.ExpectErrorAsync(None, "idle")).ErrorMessage);
        await session.AskAsync("m1");
        await client.ExpectAsync("immediate_response", 202);
        var call = await gated.Puppet.NextCallAsync();
        await session.ConfirmAsync(approved: true, "running");
        await client.ExpectErrorAsync(None, "running");

        // What was sent before the question is no answer to it.
        call.Call("refund", GatedServer.RefundArguments, "a").End("tool_calls");
        await GatedServer.ReadParkAsync(client);
        await client.ExpectNothingAsync();
        Assert.Equal(0, gated.Refund.Calls);
    }

    [Fact]
    public async Task An_answer_read_before_the_question_was_written_does_not_count()
    {
        var model = new PuppetChatClient();
        await using var gated = await GatedServer.StartAsync(setup =>
        {
            setup.Model = model;
            setup.Storage = InterceptedStorage.InMemory();
            setup.Configure = options => options.Connections.OutboundQueue = 256 << 20;
        });
        await using var client = await gated.ConnectAsync();
        var session = await WireSession.OpenAsync(client);
        await session.AskAsync("m1");
        var call = await model.NextCallAsync();

        // The client reads nothing, so the first of these fill every buffer on the way, and the question waits behind them.
        var padding = new string('x', 512 << 10);
        for (var i = 0; i < 64; i++)
            call.Say(padding);
        call.Call("refund", GatedServer.RefundArguments, "a").End("tool_calls");
        await gated.Storage.WaitForAsync("ParkAsync");
        await session.ConfirmAsync(approved: true, "early");
        await gated.Storage.WaitForAsync("GetSessionAsync", 2);

        await GatedServer.ReadParkAsync(client);
        await client.ExpectErrorAsync(None, "early");
        Assert.Equal(0, gated.Refund.Calls);
        await session.ConfirmAsync(approved: true, "late");
        Assert.Equal("200 result:refund", WireStory.Of(await client.NextAsync(), await client.NextAsync()));
    }

    [Fact]
    public async Task The_same_frame_again_within_two_seconds_of_an_accepted_answer_means_nothing()
    {
        await using var gated = await GatedServer.StartAsync(setup =>
        {
            setup.Clock = new FakeTimeProvider();
            setup.Model = GatedServer.AskingFor(3);
        });
        await using var client = await gated.ConnectAsync();
        var session = await GatedServer.ParkAsync(client);

        await session.ConfirmAsync(approved: true);
        await GatedServer.ReadParkAsync(client);
        await session.ConfirmAsync(approved: true);
        await client.ExpectErrorAsync(None, "answer");
        gated.Clock.Advance(TimeSpan.FromSeconds(1.999));
        await session.ConfirmAsync(approved: true);
        await client.ExpectErrorAsync(None, "answer");
        Assert.Equal(1, gated.Refund.Calls);

        // Another frame counts at once, and the same one after two seconds.
        await session.ConfirmAsync(approved: false);
        await GatedServer.ReadParkAsync(client);
        gated.Clock.Advance(TimeSpan.FromSeconds(2));
        await session.ConfirmAsync(approved: false);
        Assert.Equal("200 refused:refund text end", WireStory.Of(await client.ReadUntilAsync(frame => frame.IsEnd)));
    }

    [Fact]
    public async Task A_second_answer_to_an_answered_question_does_not_count()
    {
        await using var gated = await GatedServer.StartAsync();
        await using var client = await gated.ConnectAsync();
        await using var other = await gated.ConnectAsync();
        var session = await GatedServer.ParkAsync(client);

        await session.ConfirmAsync(approved: false);
        await client.ReadUntilAsync(frame => frame.IsEnd);
        await session.ConfirmAsync(approved: true, "changed my mind");
        await client.ExpectErrorAsync(None, "changed my mind");
        await session.On(other).ConfirmAsync(approved: true, "me too");
        await other.ExpectErrorAsync(None, "me too");
        Assert.Equal(0, gated.Refund.Calls);
    }

    [Theory]
    [InlineData("m2")]
    [InlineData("unheard of")]
    [InlineData(null)]
    public async Task An_answer_may_name_its_turn_or_nothing_known(string? requestId)
    {
        await using var gated = await GatedServer.StartAsync(setup => setup.Model = new ScriptedChatClient().Text("first").ToolCall("refund", GatedServer.RefundArguments).Text("second"));
        await using var client = await gated.ConnectAsync();
        var session = await WireSession.OpenAsync(client);
        await session.AskAndReadAsync("m1");
        await session.AskAsync("m2");
        await GatedServer.ReadParkAsync(client);

        await session.ConfirmAsync(approved: true, "m1");
        await client.ExpectErrorAsync(None, "m1");
        await session.ConfirmAsync(approved: true, requestId);

        var ack = await client.ExpectAsync("immediate_response", 200);
        Assert.Equal(requestId, ack.RequestId);
        Assert.Equal("result:refund text end", WireStory.Of(await client.ReadTurnAsync("m2")));
    }

    [Fact]
    public async Task Who_declared_approval_id_must_repeat_it()
    {
        await using var gated = await GatedServer.StartAsync(setup => setup.Model = GatedServer.AskingFor(2));
        await using var client = await gated.ConnectAsync();
        var session = await WireSession.OpenAsync(client, "approval_id");
        await session.AskAsync("m1");
        var first = (await GatedServer.ReadParkAsync(client)).Text("data.data.approvalId")!;

        await session.ConfirmAsync(approved: true, "none");
        await client.ExpectErrorAsync(None, "none");
        await session.ConfirmAsync(approved: true, "wrong", Guid.NewGuid().ToString());
        await client.ExpectErrorAsync(None, "wrong");
        await session.ConfirmAsync(approved: true, "right", first);
        await client.ExpectAsync("immediate_response", 200);
        var second = (await GatedServer.ReadParkAsync(client)).Text("data.data.approvalId")!;
        await session.ConfirmAsync(approved: true, "old", first);
        await client.ExpectErrorAsync(None, "old");

        Assert.NotEqual(first, second);
        Assert.Equal(1, gated.Refund.Calls);
        await session.ConfirmAsync(approved: true, "right again", second);
        Assert.Equal("200 result:refund text end", WireStory.Of(await client.ReadUntilAsync(frame => frame.IsEnd)));
    }

    [Fact]
    public async Task On_a_connection_that_never_got_the_question_an_answer_is_about_the_open_park()
    {
        await using var gated = await GatedServer.StartAsync(setup => setup.Model = GatedServer.AskingFor(2));
        await using var client = await gated.ConnectAsync();
        var session = await GatedServer.ParkAsync(client);
        client.Abort();

        await using var other = await gated.ConnectAsync();
        await session.On(other).ConfirmAsync(approved: true, "first");
        Assert.Equal("200 result:refund park", WireStory.Of(await other.ReadUntilAsync(frame => frame.Type == "write_confirmation_required")));
        await other.ExpectAsync("stream_chunk");
        await session.On(other).ConfirmAsync(approved: true, "second");
        Assert.Equal("200 result:refund text end", WireStory.Of(await other.ReadUntilAsync(frame => frame.IsEnd)));
    }

    [Fact]
    public async Task Any_connection_that_may_read_the_session_answers_and_then_hears_the_turn()
    {
        await using var gated = await GatedServer.StartAsync();
        await using var client = await gated.ConnectAsync();
        await using var other = await gated.ConnectAsync();
        var session = await GatedServer.ParkAsync(client);

        await session.On(other).ConfirmAsync(approved: true);

        Assert.Equal("200 result:refund text end", WireStory.Of(await other.ReadUntilAsync(frame => frame.IsEnd)));
        Assert.Equal("result:refund text end", WireStory.Of(await client.ReadTurnAsync("m1")));
        await other.ExpectNothingAsync();
        await client.ExpectNothingAsync();
    }

    [Theory]
    [InlineData("""{"action":"confirm_tool_action","requestId":"c","approved":true}""", "confirm_tool_action requires a 'sessionId'")]
    [InlineData("""{"action":"confirm_tool_action","requestId":"c","sessionId":7,"approved":true}""", "confirm_tool_action requires a 'sessionId'")]
    [InlineData("""{"action":"confirm_tool_action","requestId":"c"}""", "confirm_tool_action requires a 'sessionId'")]
    [InlineData("""{"action":"confirm_tool_action","requestId":"c","sessionId":"SESSION"}""", "confirm_tool_action requires a boolean 'approved'")]
    [InlineData("""{"action":"confirm_tool_action","requestId":"c","sessionId":"SESSION","approved":"true"}""", "confirm_tool_action requires a boolean 'approved'")]
    [InlineData("""{"action":"confirm_tool_action","requestId":"c","sessionId":"SESSION","approved":1}""", "confirm_tool_action requires a boolean 'approved'")]
    public async Task A_malformed_answer_never_counts_as_a_yes(string frame, string text)
    {
        await using var gated = await GatedServer.StartAsync();
        await using var client = await gated.ConnectAsync();
        var session = await GatedServer.ParkAsync(client);

        await client.SendRawAsync(frame.Replace("SESSION", session.SessionId, StringComparison.Ordinal));

        Assert.Equal(text, (await client.ExpectErrorAsync("VALIDATION_ERROR", "c")).ErrorMessage);
        Assert.Equal(0, gated.Refund.Calls);
        await session.ConfirmAsync(approved: false);
        Assert.Equal("200 refused:refund text end", WireStory.Of(await client.ReadUntilAsync(read => read.IsEnd)));
    }
}
