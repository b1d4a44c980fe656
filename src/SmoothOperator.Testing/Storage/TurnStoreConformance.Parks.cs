using SmoothOperator.Storage;
using SmoothOperator.Turns;
using SmoothOperator.Turns.Steps;
using Xunit;

namespace SmoothOperator.Testing.Storage;

/// <content>Parks: one answer, one timeout or one cancellation.</content>
public abstract partial class TurnStoreConformance
{
    [Fact]
    public async Task Parking_releases_the_owner_and_keeps_the_lease()
    {
        var scene = await OpenSceneAsync();
        var turn = Assert.IsType<TurnHead>(await Store.ClaimAsync((await scene.BeginAsync()).Id, 1, "pod-2", default));

        var parked = await scene.ParkAsync(turn, "call-7", Scene.Noon.AddMinutes(5));

        var park = Assert.IsType<TurnPark>(parked.Park);
        Assert.Equal(("call-7", Scene.Noon.AddMinutes(5)), (park.CallId, park.Deadline));
        Assert.Equal(turn with { State = TurnState.Parked, Owner = null, Takeovers = 0, LastSeq = 7, Park = park }, parked);
        Assert.Equal(parked, await Store.GetUnfinishedAsync(scene.ConversationId, default));
        Assert.Equal(park.ApprovalId, Assert.IsType<TurnParked>((await Store.ReadStepsAsync(turn.Id, default))[^1]).ApprovalId);
    }

    [Fact]
    public async Task A_parked_turn_accepts_no_steps_and_no_cancel_request_even_under_its_lease()
    {
        var scene = await OpenSceneAsync();
        var parked = await scene.ParkAsync(await scene.BeginAsync());

        Assert.Equal(TurnWriteOutcome.Fenced, await scene.AppendAsync(parked, Model("no")));
        Assert.Equal(TurnWriteOutcome.Fenced, await Store.ParkAsync(new TurnWrite(parked.Id, 1, [Model("no")], 9), parked.Park!, default));
        Assert.False(await Store.RequestCancelAsync(parked.Id, default));

        Assert.Equal(parked, await scene.ReadAsync(parked));
        Assert.Equal(2, await scene.CountStepsAsync(parked));
    }

    [Theory]
    [InlineData(ParkOutcome.Approved)]
    [InlineData(ParkOutcome.Denied)]
    [InlineData(ParkOutcome.TimedOut)]
    public async Task An_answer_makes_the_turn_run_under_the_next_lease(ParkOutcome outcome)
    {
        var scene = await OpenSceneAsync();
        var parked = await scene.ParkAsync(await scene.BeginAsync());
        var answer = Scene.Answer(parked, outcome);

        var resumed = await Store.ResolveAsync(answer, default);

        Assert.Equal(parked with { State = TurnState.Running, Owner = "pod-2", Lease = 2, Park = null }, resumed);
        Assert.Equal(resumed, await scene.ReadAsync(parked));
        Assert.Equal(answer.Resolved, (await Store.ReadStepsAsync(parked.Id, default))[^1]);
        Assert.Equal(TurnWriteOutcome.Fenced, await scene.AppendAsync(parked, Model("late")));
        Assert.Equal(TurnWriteOutcome.Written, await scene.AppendAsync(resumed!, Model("on")));
    }

    [Fact]
    public async Task An_answer_to_another_call_approval_or_lease_is_no_answer()
    {
        var scene = await OpenSceneAsync();
        var parked = await scene.ParkAsync(await scene.BeginAsync());
        var answer = Scene.Answer(parked);

        Assert.Null(await Store.ResolveAsync(answer with { Lease = 2 }, default));
        Assert.Null(await Store.ResolveAsync(answer with { Resolved = answer.Resolved with { CallId = "call-2" } }, default));
        Assert.Null(await Store.ResolveAsync(answer with { Resolved = answer.Resolved with { ApprovalId = Scene.NewId() } }, default));

        Assert.Equal(parked, await scene.ReadAsync(parked));
        Assert.Equal(2, await scene.CountStepsAsync(parked));
    }

    [Fact]
    public async Task An_answer_before_a_park_or_a_second_one_after_it_is_no_answer()
    {
        var scene = await OpenSceneAsync();
        var parked = await scene.ParkAsync(await scene.BeginAsync());
        var answer = Scene.Answer(parked);
        Assert.NotNull(await Store.ResolveAsync(answer, default));

        Assert.Null(await Store.ResolveAsync(answer, default));
        Assert.Null(await Store.ResolveAsync(answer with { Lease = 2 }, default));
    }

    [Fact]
    public async Task A_turn_parks_again_and_the_old_answer_does_not_fit()
    {
        var scene = await OpenSceneAsync();
        var first = await scene.ParkAsync(await scene.BeginAsync());
        var second = await scene.ParkAsync((await Store.ResolveAsync(Scene.Answer(first), default))!);

        Assert.Null(await Store.ResolveAsync(Scene.Answer(first), default));
        Assert.Null(await Store.ResolveAsync(Scene.Answer(first) with { Lease = second.Lease }, default));
        Assert.Equal(3, (await Store.ResolveAsync(Scene.Answer(second), default))!.Lease);
    }

    [Fact]
    public async Task Of_a_hundred_racing_answers_one_wins_and_one_step_is_written()
    {
        var scene = await OpenSceneAsync();
        var parked = await scene.ParkAsync(await scene.BeginAsync());

        var heads = await Task.WhenAll(Enumerable.Range(0, 100).Select(i =>
            Task.Run(() => Store.ResolveAsync(Scene.Answer(parked, (ParkOutcome)(i % 3), $"pod-{i}"), default))));

        Assert.Equal(await scene.ReadAsync(parked), Assert.Single(heads, head => head is not null));
        Assert.Equal(3, await scene.CountStepsAsync(parked));
    }

    [Fact]
    public async Task Of_answer_timeout_and_cancellation_racing_exactly_one_happens()
    {
        for (var round = 0; round < 25; round++)
        {
            var scene = await OpenSceneAsync();
            var parked = await scene.ParkAsync(await scene.BeginAsync());

            var won = await Task.WhenAll(
                Task.Run(async () => await Store.ResolveAsync(Scene.Answer(parked), default) is not null),
                Task.Run(async () => await Store.ResolveAsync(Scene.Answer(parked, ParkOutcome.TimedOut), default) is not null),
                Task.Run(async () => await Store.EndAsync(scene.Ending(parked, TurnState.Cancelled, reply: null), default) is TurnWriteOutcome.Written));

            Assert.Single(won, one => one);
            Assert.Equal(3, await scene.CountStepsAsync(parked));
            Assert.Equal(won[2] ? TurnState.Cancelled : TurnState.Running, (await scene.ReadAsync(parked)).State);
        }
    }

    [Fact]
    public async Task Due_parks_are_listed_earliest_first_up_to_now_and_to_the_limit()
    {
        var minutes = new[] { 5, 1, 9, 3, 7, 3 };
        var parked = new List<TurnHead>();
        foreach (var minute in minutes)
        {
            var scene = await OpenSceneAsync();
            parked.Add(await scene.ParkAsync(await scene.BeginAsync(), deadline: Scene.Noon.AddMinutes(minute)));
        }

        Assert.Empty(await Store.ListDueParksAsync(Scene.Noon, 100, default));
        Assert.Equal([parked[1], .. parked.Where((_, i) => minutes[i] == 3).Order(ById), parked[0]],
            Sort(await Store.ListDueParksAsync(Scene.Noon.AddMinutes(5), 100, default)));
        Assert.Equal(parked[1], Assert.Single(await Store.ListDueParksAsync(Scene.Noon.AddMinutes(60), 1, default)));

        Assert.NotNull(await Store.ResolveAsync(Scene.Answer(parked[1]), default));
        Assert.Equal(5, (await Store.ListDueParksAsync(DateTimeOffset.MaxValue, 100, default)).Count);
        Assert.Equal(4, (await Store.ListDueParksAsync(DateTimeOffset.MaxValue, 4, default)).Count);

        static IEnumerable<TurnHead> Sort(IReadOnlyList<TurnHead> heads)
        {
            Assert.Equal(heads.Select(head => head.Park!.Deadline).Order(), heads.Select(head => head.Park!.Deadline));
            return heads.OrderBy(head => head.Park!.Deadline).ThenBy(head => head, ById);
        }
    }

    private static Comparer<TurnHead> ById { get; } = Comparer<TurnHead>.Create((left, right) => string.CompareOrdinal(left.Id, right.Id));
}
