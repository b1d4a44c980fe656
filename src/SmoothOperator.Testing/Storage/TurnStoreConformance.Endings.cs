using SmoothOperator.Storage;
using SmoothOperator.Turns;
using SmoothOperator.Turns.Steps;
using Xunit;

namespace SmoothOperator.Testing.Storage;

/// <content>Endings and cancellation.</content>
public abstract partial class TurnStoreConformance
{
    [Fact]
    public async Task Ending_stores_the_reply_the_last_step_and_the_counters()
    {
        var scene = await OpenSceneAsync();
        var turn = await scene.BeginAsync(text: "question");
        var ending = scene.Ending(turn, reply: "answer", tokens: 1_234, at: Scene.Noon.AddSeconds(9));

        Assert.Equal(TurnWriteOutcome.Written, await Store.EndAsync(ending, default));

        Assert.Equal(turn with { State = TurnState.Completed, Owner = null, LastSeq = 9, EndedAt = Scene.Noon.AddSeconds(9) }, await scene.ReadAsync(turn));
        Assert.Null(await Store.GetUnfinishedAsync(scene.ConversationId, default));
        Assert.Equal(["question", "answer"], await scene.MessagesAsync());
        Assert.IsType<TurnCompleted>((await Store.ReadStepsAsync(turn.Id, default))[^1]);
        var session = await scene.SessionAsync();
        Assert.Equal((2, 1_234, Scene.Noon.AddSeconds(9)), (session.MessageCount, session.TokenCount, session.LastActivityAt));
        Assert.Equal(Scene.Noon.AddSeconds(9), (await scene.ConversationAsync()).UpdatedAt);
    }

    [Fact]
    public async Task Counters_add_up_over_the_turns_of_a_session_and_leave_other_sessions_alone()
    {
        var scene = await OpenSceneAsync();
        var other = Scene.OpeningOf(scene.ConversationId);
        await Storage.Conversations.OpenSessionAsync(other, default);
        for (var i = 1; i <= 3; i++)
            await scene.EndAsync(await scene.BeginAsync(), reply: i == 2 ? null : "reply", tokens: i * 10L);

        var session = await scene.SessionAsync();
        Assert.Equal((5, 60), (session.MessageCount, session.TokenCount));
        Assert.Equal(other.Session, await Storage.Conversations.GetSessionAsync(other.Session.Id, default));
    }

    [Theory]
    [InlineData(TurnState.Completed)]
    [InlineData(TurnState.Failed)]
    [InlineData(TurnState.Cancelled)]
    public async Task An_ended_turn_accepts_nothing_more(TurnState state)
    {
        var scene = await OpenSceneAsync();
        var parked = await scene.ParkAsync(await scene.BeginAsync());
        var ended = await scene.EndAsync(parked, state, reply: null);
        Assert.Equal(state, ended.State);

        Assert.Equal(TurnWriteOutcome.Fenced, await scene.AppendAsync(ended, Model("no")));
        Assert.Equal(TurnWriteOutcome.Fenced, await Store.ParkAsync(new TurnWrite(ended.Id, 1, [Model("no")], 9), parked.Park!, default));
        Assert.Equal(TurnWriteOutcome.Fenced, await Store.EndAsync(scene.Ending(ended, TurnState.Cancelled, reply: "no"), default));
        Assert.Null(await Store.ResolveAsync(Scene.Answer(parked), default));
        Assert.Null(await Store.ClaimAsync(ended.Id, 1, "pod-2", default));
        Assert.False(await Store.RequestCancelAsync(ended.Id, default));

        Assert.Equal(ended, await scene.ReadAsync(ended));
        Assert.Equal(["hello"], await scene.MessagesAsync());
        Assert.Equal(3, await scene.CountStepsAsync(ended));
    }

    [Fact]
    public async Task A_parked_turn_can_end()
    {
        var scene = await OpenSceneAsync();
        var parked = await scene.ParkAsync(await scene.BeginAsync());

        var ended = await scene.EndAsync(parked, TurnState.Cancelled, reply: null);

        Assert.Null(ended.Park);
        Assert.Empty(await Store.ListDueParksAsync(DateTimeOffset.MaxValue, 10, default));
        Assert.Equal(parked with { State = TurnState.Cancelled, Park = null, LastSeq = 9, EndedAt = ended.EndedAt }, ended);
    }

    [Fact]
    public async Task After_a_cancel_request_only_a_cancelled_ending_is_accepted()
    {
        var scene = await OpenSceneAsync();
        var turn = await scene.BeginAsync();
        Assert.True(await Store.RequestCancelAsync(turn.Id, default));
        Assert.True(await Store.RequestCancelAsync(turn.Id, default));

        Assert.Equal(TurnWriteOutcome.CancelRequested, await scene.AppendAsync(turn, Model("no")));
        Assert.Equal(TurnWriteOutcome.CancelRequested, await Store.ParkAsync(new TurnWrite(turn.Id, 1, [Model("no")], 9), new TurnPark("c", "a", Scene.Noon), default));
        Assert.Equal(TurnWriteOutcome.CancelRequested, await Store.EndAsync(scene.Ending(turn), default));
        Assert.Equal(TurnWriteOutcome.CancelRequested, await Store.EndAsync(scene.Ending(turn, TurnState.Failed, reply: null), default));
        Assert.Equal(turn with { CancelRequested = true }, await scene.ReadAsync(turn));
        Assert.Equal(["hello"], await scene.MessagesAsync());

        var ended = await scene.EndAsync(turn, TurnState.Cancelled, reply: null);

        Assert.Equal(TurnState.Cancelled, ended.State);
        Assert.Equal(["hello"], await scene.MessagesAsync());
    }

    [Fact]
    public async Task A_wrong_lease_says_fenced_even_when_cancellation_was_asked_for()
    {
        var scene = await OpenSceneAsync();
        var turn = await scene.BeginAsync();
        await Store.RequestCancelAsync(turn.Id, default);

        Assert.Equal(TurnWriteOutcome.Fenced, await scene.AppendAsync(turn with { Lease = 2 }, Model("no")));
        Assert.Equal(TurnWriteOutcome.Fenced, await Store.EndAsync(scene.Ending(turn with { Lease = 2 }, TurnState.Cancelled, reply: null), default));
    }

    [Fact]
    public async Task A_cancel_request_survives_a_takeover()
    {
        var scene = await OpenSceneAsync();
        var turn = await scene.BeginAsync();
        await Store.RequestCancelAsync(turn.Id, default);

        var claimed = Assert.IsType<TurnHead>(await Store.ClaimAsync(turn.Id, 1, "pod-2", default));

        Assert.True(claimed.CancelRequested);
        Assert.Equal(TurnWriteOutcome.CancelRequested, await scene.AppendAsync(claimed, Model("no")));
        await scene.EndAsync(claimed, TurnState.Cancelled, reply: null);
    }

    [Fact]
    public async Task Of_racing_endings_one_stores_its_reply()
    {
        var scene = await OpenSceneAsync();
        var turn = await scene.BeginAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => Store.EndAsync(scene.Ending(turn, reply: $"r{i}", tokens: 5), default))));

        Assert.Single(outcomes, outcome => outcome is TurnWriteOutcome.Written);
        Assert.Equal(2, (await scene.MessagesAsync()).Length);
        Assert.Equal((2, 5), ((await scene.SessionAsync()).MessageCount, (await scene.SessionAsync()).TokenCount));
    }

    [Fact]
    public async Task Steps_of_every_kind_read_back_byte_for_byte()
    {
        foreach (var text in AwkwardText.All.Append(AwkwardText.WithLoneSurrogate))
        {
            var scene = await OpenSceneAsync();
            var begin = scene.NewTurn();
            var steps = SampleSteps.All(text);
            await Store.BeginAsync(begin with { Started = (TurnStarted)steps[0] }, default);
            Assert.Equal(TurnWriteOutcome.Written, await scene.AppendAsync(begin.Head, steps[1..]));

            var read = await Store.ReadStepsAsync(begin.Head.Id, default);

            Assert.Equal(steps.Select(step => step.GetType()), read.Select(step => step.GetType()));
            Assert.All(steps.Zip(read), pair => Assert.Equal(TurnStepFormat.Serialize(pair.First), TurnStepFormat.Serialize(pair.Second)));
        }
    }

    [Fact]
    public async Task Identifiers_of_any_text_work()
    {
        foreach (var text in AwkwardText.All.Where(text => text.Length is > 0 and < 1_000))
        {
            var scene = await OpenSceneAsync("org " + text);
            var turn = await scene.BeginAsync("request " + text, deduplicateSince: Scene.Noon.AddDays(-1), owner: "pod " + text);
            Assert.Equal(turn, await Store.GetNewestAsync(scene.ConversationId, "request " + text, default));
            Assert.Equal(TurnBeginOutcome.Duplicate, (await Store.BeginAsync(scene.NewTurn("request " + text, deduplicateSince: Scene.Noon.AddDays(-1)), default)).Outcome);
            var parked = await scene.ParkAsync(turn, "call " + text);
            Assert.NotNull(await Store.ResolveAsync(Scene.Answer(parked), default));
        }
    }
}
