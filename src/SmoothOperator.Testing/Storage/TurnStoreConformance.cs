using SmoothOperator.Storage;
using SmoothOperator.Turns;
using SmoothOperator.Turns.Steps;
using Xunit;

namespace SmoothOperator.Testing.Storage;

/// <summary>What every <see cref="ITurnStore"/> must do. Inherit it and give it a storage.</summary>
public abstract partial class TurnStoreConformance : StorageConformance
{
    private ITurnStore Store => Storage.Turns;

    [Fact]
    public async Task Beginning_stores_the_row_the_step_and_the_message_and_counts_it()
    {
        var scene = await OpenSceneAsync();
        var begin = scene.NewTurn(at: Scene.Noon.AddMinutes(1), text: "first");

        var result = await Store.BeginAsync(begin, default);

        Assert.Equal(new TurnBeginResult(TurnBeginOutcome.Begun, begin.Head), result);
        Assert.Equal(begin.Head, await Store.GetAsync(begin.Head.Id, default));
        Assert.Equal(begin.Head, await Store.GetUnfinishedAsync(scene.ConversationId, default));
        Assert.Equal(TurnStepFormat.Serialize(begin.Started), TurnStepFormat.Serialize(Assert.Single(await Store.ReadStepsAsync(begin.Head.Id, default))));
        Assert.Equal(["first"], await scene.MessagesAsync());
        var session = await scene.SessionAsync();
        Assert.Equal((1, 0, Scene.Noon.AddMinutes(1)), (session.MessageCount, session.TokenCount, session.LastActivityAt));
        Assert.Equal(Scene.Noon.AddMinutes(1), (await scene.ConversationAsync()).UpdatedAt);
    }

    [Fact]
    public async Task A_conversation_with_an_unfinished_turn_is_busy_and_nothing_is_stored()
    {
        var scene = await OpenSceneAsync();
        var running = await scene.BeginAsync(text: "first");
        var second = scene.NewTurn(text: "second", at: Scene.Noon.AddHours(1));

        Assert.Equal(new TurnBeginResult(TurnBeginOutcome.Busy, running), await Store.BeginAsync(second, default));

        Assert.Null(await Store.GetAsync(second.Head.Id, default));
        Assert.Empty(await Store.ReadStepsAsync(second.Head.Id, default));
        Assert.Equal(["first"], await scene.MessagesAsync());
        Assert.Equal(1, (await scene.SessionAsync()).MessageCount);
        Assert.Equal(Scene.Noon, (await scene.ConversationAsync()).UpdatedAt);
    }

    [Fact]
    public async Task A_parked_turn_keeps_its_conversation_busy_and_an_ended_one_does_not()
    {
        var scene = await OpenSceneAsync();
        var parked = await scene.ParkAsync(await scene.BeginAsync());
        Assert.Equal(new TurnBeginResult(TurnBeginOutcome.Busy, parked), await Store.BeginAsync(scene.NewTurn(), default));

        await scene.EndAsync(parked, TurnState.Cancelled, reply: null);

        Assert.Equal(TurnBeginOutcome.Begun, (await Store.BeginAsync(scene.NewTurn(), default)).Outcome);
    }

    [Fact]
    public async Task Turns_of_different_conversations_run_side_by_side()
    {
        var (one, other) = (await OpenSceneAsync(), await OpenSceneAsync());

        var (first, second) = (await one.BeginAsync(requestId: "r"), await other.BeginAsync(requestId: "r"));

        Assert.Equal(first, await Store.GetUnfinishedAsync(one.ConversationId, default));
        Assert.Equal(second, await Store.GetUnfinishedAsync(other.ConversationId, default));
    }

    [Fact]
    public async Task Of_a_hundred_racing_beginnings_one_wins_and_the_rest_are_told_which()
    {
        var scene = await OpenSceneAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => Store.BeginAsync(scene.NewTurn(text: $"m{i}"), default))));

        var winner = Assert.Single(results, result => result.Outcome is TurnBeginOutcome.Begun).Turn;
        Assert.All(results, result => Assert.Equal(winner.Id, result.Turn.Id));
        Assert.Equal(99, results.Count(result => result.Outcome is TurnBeginOutcome.Busy));
        Assert.Single(await scene.MessagesAsync());
        Assert.Equal(1, (await scene.SessionAsync()).MessageCount);
    }

    [Fact]
    public async Task Of_a_hundred_racing_duplicates_one_begins_and_the_rest_get_it()
    {
        var scene = await OpenSceneAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ =>
            Task.Run(() => Store.BeginAsync(scene.NewTurn("same", deduplicateSince: Scene.Noon.AddDays(-1)), default))));

        Assert.Single(results, result => result.Outcome is TurnBeginOutcome.Begun);
        Assert.Equal(99, results.Count(result => result.Outcome is TurnBeginOutcome.Duplicate));
        Assert.Single(results.Select(result => result.Turn.Id).Distinct());
        Assert.Single(await scene.MessagesAsync());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task The_window_of_deduplication_includes_its_edge_and_nothing_older(long ticksPastTheEdge, bool duplicate)
    {
        var scene = await OpenSceneAsync();
        var first = await scene.EndAsync(await scene.BeginAsync("same", deduplicateSince: Scene.Noon.AddDays(-1)));

        var second = await Store.BeginAsync(scene.NewTurn("same", at: Scene.Noon.AddDays(1), deduplicateSince: Scene.Noon.AddTicks(ticksPastTheEdge)), default);

        Assert.Equal(duplicate ? TurnBeginOutcome.Duplicate : TurnBeginOutcome.Begun, second.Outcome);
        Assert.Equal(duplicate, second.Turn == first);
    }

    [Fact]
    public async Task A_duplicate_is_found_before_the_conversation_is_found_busy()
    {
        var scene = await OpenSceneAsync();
        var first = await scene.BeginAsync("same", deduplicateSince: Scene.Noon.AddDays(-1));

        Assert.Equal(new TurnBeginResult(TurnBeginOutcome.Duplicate, first), await Store.BeginAsync(scene.NewTurn("same", deduplicateSince: Scene.Noon.AddDays(-1)), default));
        Assert.Equal(TurnBeginOutcome.Busy, (await Store.BeginAsync(scene.NewTurn("other", deduplicateSince: Scene.Noon.AddDays(-1)), default)).Outcome);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Only_turns_that_are_both_deduplicated_are_duplicates(bool firstIs, bool secondIs)
    {
        var scene = await OpenSceneAsync();
        await scene.EndAsync(await scene.BeginAsync("same", deduplicateSince: firstIs ? Scene.Noon.AddDays(-1) : null));

        Assert.Equal(TurnBeginOutcome.Begun, (await Store.BeginAsync(scene.NewTurn("same", deduplicateSince: secondIs ? Scene.Noon.AddDays(-1) : null), default)).Outcome);
    }

    [Fact]
    public async Task The_same_request_in_another_conversation_is_no_duplicate()
    {
        var (one, other) = (await OpenSceneAsync(), await OpenSceneAsync());
        await one.BeginAsync("same", deduplicateSince: Scene.Noon.AddDays(-1));

        await other.BeginAsync("same", deduplicateSince: Scene.Noon.AddDays(-1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_turn_without_its_session_or_conversation_is_refused_whole(bool sessionOfAnother)
    {
        var (scene, other) = (await OpenSceneAsync(), await OpenSceneAsync());
        var begin = scene.NewTurn();
        begin = begin with { Head = begin.Head with { SessionId = sessionOfAnother ? other.SessionId : Scene.NewId() } };

        await Assert.ThrowsAsync<StorageException>(() => Store.BeginAsync(begin, default));

        Assert.Null(await Store.GetAsync(begin.Head.Id, default));
        Assert.Null(await Store.GetUnfinishedAsync(scene.ConversationId, default));
        Assert.Empty(await scene.MessagesAsync());
    }

    [Fact]
    public async Task A_turn_id_that_is_taken_is_refused_whole()
    {
        var (scene, other) = (await OpenSceneAsync(), await OpenSceneAsync());
        var first = await scene.BeginAsync();
        var second = other.NewTurn();

        await Assert.ThrowsAsync<StorageException>(() => Store.BeginAsync(second with { Head = second.Head with { Id = first.Id } }, default));

        Assert.Equal(first, await scene.ReadAsync(first));
        Assert.Empty(await other.MessagesAsync());
        Assert.Null(await Store.GetUnfinishedAsync(other.ConversationId, default));
    }

    [Fact]
    public async Task Appending_adds_the_steps_in_order_and_sets_the_event_number()
    {
        var scene = await OpenSceneAsync();
        var turn = await scene.BeginAsync();

        Assert.Equal(TurnWriteOutcome.Written, await Store.AppendAsync(new TurnWrite(turn.Id, 1, [Model("one"), Model("two")], 5), default));
        Assert.Equal(TurnWriteOutcome.Written, await Store.AppendAsync(new TurnWrite(turn.Id, 1, [Model("three")], 6), default));

        Assert.Equal(["one", "two", "three"], (await Store.ReadStepsAsync(turn.Id, default)).OfType<ModelReplied>().Select(step => step.Text));
        Assert.Equal(turn with { LastSeq = 6 }, await scene.ReadAsync(turn));
    }

    [Fact]
    public async Task A_turn_of_a_thousand_steps_keeps_their_order()
    {
        var scene = await OpenSceneAsync();
        var turn = await scene.BeginAsync();
        var steps = Enumerable.Range(0, 1_000).Select(i => Model($"{i}")).ToArray();
        foreach (var some in steps.Chunk(37))
            Assert.Equal(TurnWriteOutcome.Written, await scene.AppendAsync(turn, some));

        Assert.Equal(steps.Select(step => step.Text), (await Store.ReadStepsAsync(turn.Id, default)).OfType<ModelReplied>().Select(step => step.Text));
    }

    [Fact]
    public async Task A_write_under_another_lease_is_fenced_and_leaves_nothing()
    {
        var scene = await OpenSceneAsync();
        var turn = await scene.BeginAsync();
        var park = new TurnPark("call-1", Scene.NewId(), Scene.Noon);
        foreach (var lease in new[] { 0L, 2L, -1L, long.MaxValue })
        {
            var write = new TurnWrite(turn.Id, lease, [Model("no")], 9);
            Assert.Equal(TurnWriteOutcome.Fenced, await Store.AppendAsync(write, default));
            Assert.Equal(TurnWriteOutcome.Fenced, await Store.ParkAsync(write, park, default));
            Assert.Equal(TurnWriteOutcome.Fenced, await Store.EndAsync(scene.Ending(turn with { Lease = lease }), default));
            Assert.Null(await Store.ClaimAsync(turn.Id, lease, "pod-2", default));
            Assert.False(await Store.RaiseEpochAsync(turn.Id, lease, 2, 0, default));
        }

        Assert.Equal(turn, await scene.ReadAsync(turn));
        Assert.Equal(1, await scene.CountStepsAsync(turn));
        Assert.Equal(["hello"], await scene.MessagesAsync());
    }

    [Fact]
    public async Task A_fenced_write_does_not_hurt_its_neighbours()
    {
        var scenes = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => OpenSceneAsync()));
        var turns = await Task.WhenAll(scenes.Select(scene => scene.BeginAsync()));

        var outcomes = await Task.WhenAll(turns.Select((turn, i) => Task.Run(() => scenes[i].AppendAsync(turn with { Lease = i % 3 == 0 ? 2 : 1 }, Model("x")))));

        Assert.Equal(turns.Select((_, i) => i % 3 == 0 ? TurnWriteOutcome.Fenced : TurnWriteOutcome.Written), outcomes);
        for (var i = 0; i < turns.Length; i++)
            Assert.Equal(i % 3 == 0 ? 1 : 2, await scenes[i].CountStepsAsync(turns[i]));
    }

    [Fact]
    public async Task Unknown_turns_are_null_fenced_or_false()
    {
        var scene = await OpenSceneAsync();
        var unknown = scene.NewTurn().Head;
        var answer = new ParkAnswer(unknown.Id, 1, "pod-2", new ParkResolved { At = Scene.Noon, CallId = "c", ApprovalId = "a", Outcome = ParkOutcome.Denied });

        Assert.Equal(TurnWriteOutcome.Fenced, await scene.AppendAsync(unknown, Model("x")));
        Assert.Equal(TurnWriteOutcome.Fenced, await Store.ParkAsync(new TurnWrite(unknown.Id, 1, [Model("x")], 1), new TurnPark("c", "a", Scene.Noon), default));
        Assert.Equal(TurnWriteOutcome.Fenced, await Store.EndAsync(scene.Ending(unknown), default));
        Assert.Null(await Store.ResolveAsync(answer, default));
        Assert.Null(await Store.ClaimAsync(unknown.Id, 1, "pod-2", default));
        Assert.False(await Store.RequestCancelAsync(unknown.Id, default));
        Assert.False(await Store.RaiseEpochAsync(unknown.Id, 1, 2, 1, default));
        Assert.Null(await Store.GetAsync(unknown.Id, default));
        Assert.Null(await Store.GetUnfinishedAsync("unknown", default));
        Assert.Null(await Store.GetNewestAsync("unknown", null, default));
        Assert.Null(await Store.GetNewestAsync(scene.ConversationId, null, default));
        Assert.Empty(await Store.ReadStepsAsync(unknown.Id, default));
        Assert.Empty(await scene.MessagesAsync());
    }

    [Fact]
    public async Task A_claim_raises_lease_and_takeovers_and_fences_the_old_owner()
    {
        var scene = await OpenSceneAsync();
        var turn = await scene.BeginAsync();

        var claimed = await Store.ClaimAsync(turn.Id, 1, "pod-2", default);

        Assert.Equal(turn with { Owner = "pod-2", Lease = 2, Takeovers = 1 }, claimed);
        Assert.Equal(claimed, await scene.ReadAsync(turn));
        Assert.Equal(TurnWriteOutcome.Fenced, await scene.AppendAsync(turn, Model("late")));
        Assert.Null(await Store.ClaimAsync(turn.Id, 1, "pod-3", default));
        Assert.Equal(1, await scene.CountStepsAsync(turn));
    }

    [Fact]
    public async Task Of_a_hundred_racing_claims_one_wins()
    {
        var scene = await OpenSceneAsync();
        var turn = await scene.BeginAsync();

        var claims = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => Store.ClaimAsync(turn.Id, 1, $"pod-{i}", default))));

        Assert.Equal(await scene.ReadAsync(turn), Assert.Single(claims, claim => claim is not null));
    }

    [Fact]
    public async Task Takeovers_add_up_until_a_step_is_written()
    {
        var scene = await OpenSceneAsync();
        var turn = await scene.BeginAsync();
        for (var i = 1; i <= 5; i++)
            turn = Assert.IsType<TurnHead>(await Store.ClaimAsync(turn.Id, turn.Lease, $"pod-{i}", default));
        Assert.Equal((5, 6L), (turn.Takeovers, turn.Lease));

        await scene.AppendAsync(turn, Model("progress"));

        Assert.Equal(0, (await scene.ReadAsync(turn)).Takeovers);
        Assert.Equal(1, (await Store.ClaimAsync(turn.Id, turn.Lease, "pod-9", default))!.Takeovers);
    }

    [Fact]
    public async Task Only_a_running_turn_is_claimed()
    {
        var scene = await OpenSceneAsync();
        var parked = await scene.ParkAsync(await scene.BeginAsync());
        Assert.Null(await Store.ClaimAsync(parked.Id, parked.Lease, "pod-2", default));

        await scene.EndAsync(parked, TurnState.Failed, reply: null);

        Assert.Null(await Store.ClaimAsync(parked.Id, parked.Lease, "pod-2", default));
    }

    [Fact]
    public async Task The_epoch_only_rises()
    {
        var scene = await OpenSceneAsync();
        var turn = await scene.BeginAsync();

        Assert.True(await Store.RaiseEpochAsync(turn.Id, 1, 3, 40, default));
        Assert.False(await Store.RaiseEpochAsync(turn.Id, 1, 3, 50, default));
        Assert.False(await Store.RaiseEpochAsync(turn.Id, 1, 2, 50, default));

        Assert.Equal(turn with { Epoch = 3, LastSeq = 40 }, await scene.ReadAsync(turn));
        Assert.Equal(1, await scene.CountStepsAsync(turn));
    }

    [Fact]
    public async Task The_epoch_of_a_parked_turn_can_rise_and_of_an_ended_one_cannot()
    {
        var scene = await OpenSceneAsync();
        var parked = await scene.ParkAsync(await scene.BeginAsync());
        Assert.True(await Store.RaiseEpochAsync(parked.Id, 1, 2, 3, default));
        Assert.Equal(parked with { Epoch = 2, LastSeq = 3 }, await scene.ReadAsync(parked));

        var ended = await scene.EndAsync(parked, TurnState.Cancelled, reply: null);

        Assert.False(await Store.RaiseEpochAsync(parked.Id, 1, 4, 5, default));
        Assert.Equal(ended, await scene.ReadAsync(parked));
    }

    private static ModelReplied Model(string text) => new() { At = Scene.Noon, Text = text };
}
