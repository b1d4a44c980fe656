using SmoothOperator.Testing;
using Xunit;

namespace SmoothOperator.Tests.Wire;

public sealed class KeepaliveTests
{
    [Fact]
    public async Task A_turn_that_is_silent_for_25_seconds_gives_a_sign_of_life()
    {
        await using var gated = await StartAsync();
        await using var client = await ConnectAsync(gated);
        var session = await WireSession.OpenAsync(client);
        await session.AskAsync("m1");
        await client.ExpectAsync("immediate_response", 202);
        var call = await gated.Puppet.NextCallAsync();

        gated.Clock.Advance(TimeSpan.FromSeconds(24));
        await client.ExpectNothingAsync();
        gated.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("m1", (await client.ExpectAsync("keepalive")).RequestId);
        gated.Clock.Advance(TimeSpan.FromSeconds(25));
        await client.ExpectAsync("keepalive");

        gated.Clock.Advance(TimeSpan.FromSeconds(20));
        call.Say("word");
        await client.ExpectAsync("stream_token");
        gated.Clock.Advance(TimeSpan.FromSeconds(20));
        await client.ExpectNothingAsync();
        call.End();
        await client.ExpectAsync("eventual_response");
        gated.Clock.Advance(TimeSpan.FromSeconds(100));
        await client.ExpectNothingAsync();
    }

    [Fact]
    public async Task A_parked_turn_gives_signs_of_life_too()
    {
        await using var gated = await StartAsync();
        await using var client = await ConnectAsync(gated);
        var session = await WireSession.OpenAsync(client);
        await session.AskAsync("m1");
        (await gated.Puppet.NextCallAsync()).Call("refund", GatedServer.RefundArguments, "a").End("tool_calls");
        await GatedServer.ReadParkAsync(client);

        gated.Clock.Advance(TimeSpan.FromSeconds(25));

        await client.ExpectAsync("keepalive");
    }

    [Fact]
    public async Task They_go_to_each_connection_that_receives_the_turn_and_to_no_other()
    {
        await using var gated = await StartAsync();
        await using var client = await ConnectAsync(gated);
        await using var follower = await ConnectAsync(gated);
        await using var stranger = await ConnectAsync(gated);
        var session = await WireSession.OpenAsync(client, "resume_stream");
        await WireSession.OpenAsync(stranger);
        await session.AskAsync("m1");
        await client.ExpectAsync("immediate_response", 202);
        await gated.Puppet.NextCallAsync();
        gated.Clock.Advance(TimeSpan.FromSeconds(10));
        await session.On(follower).ResumeAsync();
        await follower.ReadUntilAsync(frame => frame.Status == 202);

        // The follower was sent something ten seconds later.
        gated.Clock.Advance(TimeSpan.FromSeconds(15));
        await client.ExpectAsync("keepalive");
        await follower.ExpectNothingAsync();
        gated.Clock.Advance(TimeSpan.FromSeconds(10));
        await follower.ExpectAsync("keepalive");
        await client.ExpectNothingAsync();
        await stranger.ExpectNothingAsync();
    }

    [Fact]
    public async Task A_turn_without_increments_gives_signs_of_life_while_the_model_writes()
    {
        await using var gated = await StartAsync();
        await using var client = await ConnectAsync(gated);
        var session = await WireSession.OpenAsync(client);
        await session.AskAsync("m1", stream: false);
        await client.ExpectAsync("immediate_response", 202);
        var call = await gated.Puppet.NextCallAsync();

        for (var i = 0; i < 5; i++)
        {
            gated.Clock.Advance(TimeSpan.FromSeconds(5));
            call.Say("word ");
            await call.TakenAsync();
        }

        gated.Clock.Advance(TimeSpan.FromSeconds(1));
        await client.ExpectAsync("keepalive");
    }

    [Fact]
    public async Task Without_increments_only_what_a_client_must_know_is_sent()
    {
        await using var gated = await GatedServer.StartAsync(setup => setup.Model = new PuppetChatClient());
        await using var client = await gated.ConnectAsync();
        var session = await WireSession.OpenAsync(client, "resume_stream");
        await session.AskAsync("m1", stream: false);
        (await gated.Puppet.NextCallAsync()).Think("Hm.").Say("Let me see.").Call("look", "{}", "a").Call("refund", GatedServer.RefundArguments, "b").End("tool_calls");

        Assert.Equal("202 park", WireStory.Of(await client.ReadUntilAsync(frame => frame.Type == "write_confirmation_required")));
        await session.ConfirmAsync(approved: true);
        await client.ExpectAsync("immediate_response", 200);
        (await gated.Puppet.NextCallAsync()).Say("Done.").End();

        var end = await client.ExpectAsync("eventual_response");
        Assert.Equal("Done.", end.Text("data.data.response.responseParts.0"));
        Assert.Equal(3, end.Seq);
    }

    private static Task<GatedServer> StartAsync() => GatedServer.StartAsync(setup =>
    {
        setup.Model = new PuppetChatClient();
        setup.Clock = new FakeTimeProvider();
    });

    private static async Task<WireClient> ConnectAsync(GatedServer gated)
    {
        var client = await gated.ConnectAsync();
        client.SeesKeepalives = true;
        return client;
    }
}
