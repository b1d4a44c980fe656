using SmoothOperator.Testing;
using Xunit;

namespace SmoothOperator.Tests.Wire;

public sealed class DisconnectTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_turn_outlives_its_connection_and_its_reply_is_stored(bool politely)
    {
        await using var gated = await StartAsync();
        await using var client = await gated.ConnectAsync();
        var session = await WireSession.OpenAsync(client);
        await session.AskAsync("m1");
        var call = (await gated.Puppet.NextCallAsync()).Say("Hel");
        await client.ReadUntilAsync(frame => frame.Type == "stream_token");

        if (politely)
            await client.CloseAsync();
        else
            client.Abort();
        call.Say("lo.").End();
        await gated.Storage.WaitForAsync("EndAsync");

        await using var other = await gated.ConnectAsync();
        Assert.Equal(["Hello", "Hello."], await session.On(other).HistoryAsync());
    }

    [Fact]
    public async Task A_turn_whose_client_leaves_while_its_message_is_stored_runs_all_the_same()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var watch = new AbortWatch();
        await using var gated = await StartAsync(watch.AddTo);
        await using var client = await gated.ConnectAsync();
        var session = await WireSession.OpenAsync(client);
        gated.Storage.After = name => name == "BeginAsync" ? begun.Task : Task.CompletedTask;
        await session.AskAsync("m1");
        await gated.Storage.WaitForAsync("BeginAsync");

        client.Abort();
        await watch.AbortedAsync();
        begun.SetResult();
        (await gated.Puppet.NextCallAsync()).Say("Here.").End();
        await gated.Storage.WaitForAsync("EndAsync");

        await using var other = await gated.ConnectAsync();
        Assert.Equal(["Hello", "Here."], await session.On(other).HistoryAsync());
    }

    [Fact]
    public async Task An_answer_whose_client_leaves_while_it_is_stored_counts_all_the_same()
    {
        var stored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var watch = new AbortWatch();
        await using var gated = await StartAsync(watch.AddTo);
        await using var client = await gated.ConnectAsync();
        var session = await WireSession.OpenAsync(client);
        await session.AskAsync("m1");
        (await gated.Puppet.NextCallAsync()).Call("refund", GatedServer.RefundArguments, "a").End("tool_calls");
        await GatedServer.ReadParkAsync(client);
        gated.Storage.After = name => name == "ResolveAsync" ? stored.Task : Task.CompletedTask;
        await session.ConfirmAsync(approved: true);
        await gated.Storage.WaitForAsync("ResolveAsync");

        client.Abort();
        await watch.AbortedAsync();
        stored.SetResult();
        (await gated.Puppet.NextCallAsync()).Say("Refunded.").End();
        await gated.Storage.WaitForAsync("EndAsync");

        Assert.Equal(1, gated.Refund.Calls);
        await using var other = await gated.ConnectAsync();
        Assert.Equal(["Hello", "Refunded."], await session.On(other).HistoryAsync());
    }

    [Fact]
    public async Task A_parked_turn_waits_for_another_connection()
    {
        await using var gated = await GatedServer.StartAsync();
        await using var client = await gated.ConnectAsync();
        var session = await GatedServer.ParkAsync(client);
        await client.CloseAsync();

        await using var other = await gated.ConnectAsync();
        await session.On(other).ConfirmAsync(approved: true);

        Assert.Equal("200 result:refund text end", WireStory.Of(await other.ReadUntilAsync(frame => frame.IsEnd)));
    }

    [Fact]
    public async Task A_host_may_have_turns_cancelled_with_their_connection()
    {
        await using var gated = await StartAsync(setup => setup.Configure = options => options.Turns.OnDisconnect = DisconnectBehavior.Cancel);
        await using var client = await gated.ConnectAsync();
        await using var other = await gated.ConnectAsync();
        var running = await WireSession.OpenAsync(client);
        var parked = await WireSession.OpenAsync(client);
        await running.AskAsync("m1");
        await client.ExpectAsync("immediate_response", 202);
        var call = await gated.Puppet.NextCallAsync();
        await parked.AskAsync("m2");
        (await gated.Puppet.NextCallAsync()).Call("refund", GatedServer.RefundArguments, "a").End("tool_calls");
        await GatedServer.ReadParkAsync(client);

        client.Abort();

        await call.OverAsync();
        await gated.Storage.WaitForAsync("EndAsync", 2);
        await parked.On(other).ConfirmAsync(approved: true);
        await other.ExpectErrorAsync("NO_PENDING_CONFIRMATION", "answer");
        Assert.Equal(["Hello"], await running.On(other).HistoryAsync());
        await running.On(other).AskAsync("m3");
        await other.ExpectAsync("immediate_response", 202);
    }

    [Fact]
    public async Task A_turn_that_somebody_else_follows_belongs_to_who_started_it()
    {
        await using var gated = await StartAsync(setup => setup.Configure = options => options.Turns.OnDisconnect = DisconnectBehavior.Cancel);
        await using var client = await gated.ConnectAsync();
        await using var other = await gated.ConnectAsync();
        var session = await WireSession.OpenAsync(client, "resume_stream");
        await session.AskAsync("m1");
        var call = await gated.Puppet.NextCallAsync();
        await session.On(other).ResumeAsync();
        await other.ReadUntilAsync(frame => frame.Status == 202);

        await other.CloseAsync();
        call.Say("Still here.").End();

        Assert.Equal("202 text end", WireStory.Of(await client.ReadTurnAsync("m1")));
    }

    private static Task<GatedServer> StartAsync(Action<TestServerSetup>? configure = null) => GatedServer.StartAsync(setup =>
    {
        setup.Model = new PuppetChatClient();
        setup.Storage = InterceptedStorage.InMemory();
        configure?.Invoke(setup);
    });
}
