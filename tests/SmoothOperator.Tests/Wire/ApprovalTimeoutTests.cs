using SmoothOperator.Testing;
using Xunit;

namespace SmoothOperator.Tests.Wire;

public sealed class ApprovalTimeoutTests
{
    [Fact]
    public async Task No_answer_within_300_seconds_is_a_no()
    {
        await using var gated = await StartAsync(refunds: 1);
        await using var client = await gated.ConnectAsync();
        await GatedServer.ParkAsync(client);

        gated.Clock.Advance(TimeSpan.FromSeconds(299));
        await client.ExpectNothingAsync();
        gated.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("refused:refund text end", WireStory.Of(await client.ReadTurnAsync("m1")));
        Assert.Equal(0, gated.Refund.Calls);
        Assert.Equal("User denied: confirmation timeout", ApprovalTests.ResultsGivenTo(gated.Script, call: 1).Single());
    }

    [Fact]
    public async Task A_late_answer_does_not_count_even_before_the_deadline_is_noticed()
    {
        await using var gated = await StartAsync(refunds: 1, setup => setup.Storage = InterceptedStorage.InMemory());
        await using var client = await gated.ConnectAsync();
        var session = await GatedServer.ParkAsync(client);
        gated.Storage.Fail("ListDueParksAsync");

        gated.Clock.Advance(TimeSpan.FromSeconds(300));
        await session.ConfirmAsync(approved: true);
        await client.ExpectErrorAsync("NO_PENDING_CONFIRMATION", "answer");
        gated.Storage.Heal();
        gated.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("refused:refund text end", WireStory.Of(await client.ReadTurnAsync("m1")));
    }

    [Fact]
    public async Task After_a_question_nobody_answered_the_turn_asks_no_more()
    {
        await using var gated = await StartAsync(refunds: 3);
        await using var client = await gated.ConnectAsync();
        await GatedServer.ParkAsync(client);

        gated.Clock.Advance(TimeSpan.FromSeconds(300));

        Assert.Equal("refused:refund call:refund refused:refund call:refund refused:refund text end", WireStory.Of(await client.ReadTurnAsync("m1")));
        Assert.Contains("was not asked", ApprovalTests.ResultsGivenTo(gated.Script, call: 2)[1], StringComparison.Ordinal);
        Assert.Equal(0, gated.Refund.Calls);
    }

    [Fact]
    public async Task The_next_turn_asks_again()
    {
        await using var gated = await StartAsync(refunds: 1);
        gated.Script.ToolCall("refund", GatedServer.RefundArguments).Text("ok");
        await using var client = await gated.ConnectAsync();
        var session = await GatedServer.ParkAsync(client);
        gated.Clock.Advance(TimeSpan.FromSeconds(300));
        await client.ReadTurnAsync("m1");

        await session.AskAsync("m2");
        await GatedServer.ReadParkAsync(client);
        await session.ConfirmAsync(approved: true);

        Assert.Equal("200 result:refund text end", WireStory.Of(await client.ReadUntilAsync(frame => frame.IsEnd)));
    }

    [Fact]
    public async Task Who_names_approvals_is_asked_again_because_a_late_answer_cannot_be_mistaken()
    {
        await using var gated = await StartAsync(refunds: 2);
        await using var client = await gated.ConnectAsync();
        var session = await WireSession.OpenAsync(client, "approval_id");
        await session.AskAsync("m1");
        var late = (await GatedServer.ReadParkAsync(client)).Text("data.data.approvalId");

        gated.Clock.Advance(TimeSpan.FromSeconds(300));
        var park = (await GatedServer.ReadParkAsync(client)).Text("data.data.approvalId");
        await session.ConfirmAsync(approved: true, "late", late);
        await client.ExpectErrorAsync("NO_PENDING_CONFIRMATION", "late");
        await session.ConfirmAsync(approved: true, "in time", park);

        Assert.Equal("200 result:refund text end", WireStory.Of(await client.ReadUntilAsync(frame => frame.IsEnd)));
        Assert.Equal(1, gated.Refund.Calls);
    }

    [Fact]
    public async Task The_deadline_runs_on_while_nobody_is_connected()
    {
        await using var gated = await StartAsync(refunds: 1, setup => setup.Storage = InterceptedStorage.InMemory());
        await using var client = await gated.ConnectAsync();
        var session = await GatedServer.ParkAsync(client);
        await client.CloseAsync();

        gated.Clock.Advance(TimeSpan.FromSeconds(300));
        await gated.Storage.WaitForAsync("EndAsync");

        await using var other = await gated.ConnectAsync();
        Assert.Equal(["Hello", "All done."], await session.On(other).HistoryAsync());
    }

    [Fact]
    public async Task The_time_to_answer_is_an_option()
    {
        await using var gated = await StartAsync(refunds: 1, setup => setup.Configure = options => options.Approvals.Timeout = TimeSpan.FromSeconds(5));
        await using var client = await gated.ConnectAsync();
        await GatedServer.ParkAsync(client);

        gated.Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("refused:refund text end", WireStory.Of(await client.ReadTurnAsync("m1")));
    }

    private static Task<GatedServer> StartAsync(int refunds, Action<TestServerSetup>? configure = null) => GatedServer.StartAsync(setup =>
    {
        setup.Clock = new FakeTimeProvider();
        setup.Model = GatedServer.AskingFor(refunds);
        configure?.Invoke(setup);
    });
}
