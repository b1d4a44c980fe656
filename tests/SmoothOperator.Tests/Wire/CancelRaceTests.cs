using SmoothOperator.Testing;
using Xunit;

namespace SmoothOperator.Tests.Wire;

/// <summary>Races are forced by holding a write where it can be overtaken, or run so often that every order comes up.</summary>
public sealed class CancelRaceTests
{
    [Fact]
    public async Task A_cancel_that_races_with_the_end_never_makes_two_ends()
    {
        const int Times = 300;
        await using var gated = await GatedServer.StartAsync(setup => setup.Model = new PuppetChatClient());
        await using var client = await gated.ConnectAsync();
        await using var other = await gated.ConnectAsync();
        var session = await WireSession.OpenAsync(client);
        var cancelled = 0;

        for (var i = 0; i < Times; i++)
        {
            await session.AskAsync($"m{i}");
            var call = await gated.Puppet.NextCallAsync();
            var end = Task.Run(() => call.Say("done").End());
            var asker = i % 2 == 0 ? client : other;
            await session.On(asker).CancelAsync(i % 4 == 0 ? $"m{i}" : null);
            await end;
            var frames = await client.ReadTurnAsync($"m{i}");

            Assert.True(WireStory.Of(frames) is "202 text end" or "202 end" or "202 cancelled" or "202 text cancelled", WireStory.Of(frames));
            if (frames[^1].Type == "cancelled")
            {
                cancelled++;
                if (asker == other)
                    Assert.Equal("cancelled", WireStory.Of(await other.ReadTurnAsync($"m{i}")));
            }

            await client.ExpectNothingAsync();
            await other.ExpectNothingAsync();
        }

        Assert.Equal((2 * Times) - cancelled, await CountMessagesAsync(gated, session));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cancel_that_comes_while_an_answer_is_stored_stops_the_turn_and_everybody_hears_it(bool sameConnection)
    {
        var stored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var gated = await GatedServer.StartAsync(setup =>
        {
            setup.Model = new PuppetChatClient();
            setup.Storage = InterceptedStorage.InMemory();
        });
        await using var client = await gated.ConnectAsync();
        await using var answering = await gated.ConnectAsync();
        await using var cancelling = await gated.ConnectAsync();
        var session = await WireSession.OpenAsync(client);
        await session.AskAsync("m1");
        (await gated.Puppet.NextCallAsync()).Call("refund", GatedServer.RefundArguments, "a").End("tool_calls");
        await GatedServer.ReadParkAsync(client);
        gated.Storage.After = name => name == "ResolveAsync" ? stored.Task : Task.CompletedTask;

        await session.On(answering).ConfirmAsync(approved: true);
        await gated.Storage.WaitForAsync("ResolveAsync");
        var sessionsRead = gated.Storage.CountOf("GetSessionAsync");
        var asker = sameConnection ? client : cancelling;
        await session.On(asker).CancelAsync();
        await gated.Storage.WaitForAsync("GetSessionAsync", sessionsRead + 1);
        stored.SetResult();

        Assert.EndsWith("cancelled", WireStory.Of(await client.ReadTurnAsync("m1")), StringComparison.Ordinal);
        var answer = await answering.ReadUntilAsync(frame => frame.IsEnd);
        Assert.True(WireStory.Of(answer) is "200 cancelled" or "200 result:refund cancelled", WireStory.Of(answer));
        if (!sameConnection)
            Assert.Equal("cancelled", WireStory.Of(await cancelling.ReadTurnAsync("m1")));
        await client.ExpectNothingAsync();
        await session.AskAsync("m2");
        await client.ExpectAsync("immediate_response", 202);
    }

    [Fact]
    public async Task A_cancel_that_comes_while_the_turn_is_being_begun_stops_it_and_is_heard()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var gated = await GatedServer.StartAsync(setup =>
        {
            setup.Model = new PuppetChatClient();
            setup.Storage = InterceptedStorage.InMemory();
        });
        await using var client = await gated.ConnectAsync();
        await using var other = await gated.ConnectAsync();
        var session = await WireSession.OpenAsync(client);
        gated.Storage.After = name => name == "BeginAsync" ? begun.Task : Task.CompletedTask;

        await session.AskAsync("m1");
        await gated.Storage.WaitForAsync("BeginAsync");
        await session.On(other).CancelAsync();
        await gated.Storage.WaitForAsync("GetUnfinishedAsync");
        begun.SetResult();

        Assert.Equal("202 cancelled", WireStory.Of(await client.ReadTurnAsync("m1")));
        Assert.Equal("cancelled", WireStory.Of(await other.ReadTurnAsync("m1")));
    }

    [Fact]
    public async Task A_message_sent_again_while_its_turn_is_being_begun_joins_the_turn()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var gated = await GatedServer.StartAsync(setup =>
        {
            setup.Model = new ScriptedChatClient().Text("once");
            setup.Storage = InterceptedStorage.InMemory();
        });
        await using var client = await gated.ConnectAsync();
        await using var other = await gated.ConnectAsync();
        var session = await WireSession.OpenAsync(client, "resume_stream");
        other.ResumesStreams = true;
        gated.Storage.After = name => name == "BeginAsync" && gated.Storage.CountOf("BeginAsync") == 1 ? begun.Task : Task.CompletedTask;

        await session.AskAsync("m1");
        await gated.Storage.WaitForAsync("BeginAsync");
        await session.On(other).AskAsync("m1");
        await gated.Storage.WaitForAsync("GetNewestAsync", 2);
        begun.SetResult();

        Assert.Equal("202 text end", WireStory.Of(await client.ReadTurnAsync("m1")));
        Assert.Equal("200 202 text end", WireStory.Of(await other.ReadTurnAsync("m1")));
    }

    [Fact]
    public async Task An_answer_that_races_with_a_cancel_leaves_one_end_and_a_usable_conversation()
    {
        const int Times = 150;
        await using var gated = await GatedServer.StartAsync(setup => setup.Model = new EchoAfterToolClient());
        await using var client = await gated.ConnectAsync();
        await using var answering = await gated.ConnectAsync();
        await using var cancelling = await gated.ConnectAsync();
        var session = await WireSession.OpenAsync(client);

        for (var i = 0; i < Times; i++)
        {
            var id = $"m{i}";
            await session.AskAsync(id);
            await GatedServer.ReadParkAsync(client);
            await Task.WhenAll(session.On(answering).ConfirmAsync(approved: true, $"a{i}"), session.On(cancelling).CancelAsync());
            var end = (await client.ReadTurnAsync(id))[^1];

            // Either the answer counted or it did not; who cancelled hears it only if it was so.
            var reply = await answering.NextAsync();
            if (reply.Type == "error")
            {
                Assert.Equal("NO_PENDING_CONFIRMATION", reply.ErrorCode);
                Assert.Equal("cancelled", end.Type);
            }
            else
            {
                Assert.Equal(end.Type, (await answering.ReadTurnAsync(id))[^1].Type);
            }

            if (end.Type == "cancelled")
                Assert.Equal("cancelled", WireStory.Of(await cancelling.ReadTurnAsync(id)));
            await client.ExpectNothingAsync();
            await answering.ExpectNothingAsync();
            await cancelling.ExpectNothingAsync();
        }
    }

    private static async Task<int> CountMessagesAsync(GatedServer gated, WireSession session)
    {
        var count = 0;
        string? cursor = null;
        do
        {
            var page = await gated.Server.Storage.Conversations.ListMessagesAsync(session.ConversationId, cursor, 100, CancellationToken.None);
            count += page!.Messages.Count;
            cursor = page.HasMore ? page.Messages[^1].Id : null;
        }
        while (cursor is not null);
        return count;
    }
}
