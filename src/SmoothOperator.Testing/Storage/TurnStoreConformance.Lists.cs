using SmoothOperator.Turns;
using SmoothOperator.Turns.Steps;
using Xunit;

namespace SmoothOperator.Testing.Storage;

/// <content>Looking turns up, and removing old ones.</content>
public abstract partial class TurnStoreConformance
{
    [Fact]
    public async Task The_newest_turn_is_the_one_begun_last_whatever_the_clock_says()
    {
        var scene = await OpenSceneAsync();
        var first = await scene.EndAsync(await scene.BeginAsync("a", at: Scene.Noon));
        var second = await scene.EndAsync(await scene.BeginAsync("b", at: Scene.Noon.AddHours(-1)));
        var third = await scene.BeginAsync("a", at: Scene.Noon.AddHours(-2));

        Assert.Equal(third, await Store.GetNewestAsync(scene.ConversationId, null, default));
        Assert.Equal(third, await Store.GetNewestAsync(scene.ConversationId, "a", default));
        Assert.Equal(second, await Store.GetNewestAsync(scene.ConversationId, "b", default));
        Assert.Null(await Store.GetNewestAsync(scene.ConversationId, "c", default));
        Assert.NotEqual(first.Id, third.Id);
    }

    [Fact]
    public async Task Running_turns_of_others_are_listed_oldest_first_up_to_the_limit()
    {
        var hours = new[] { 3, 1, 2 };
        var theirs = new List<TurnHead>();
        foreach (var hour in hours)
            theirs.Add(await (await OpenSceneAsync()).BeginAsync(at: Scene.Noon.AddHours(hour), owner: "dead"));
        await (await OpenSceneAsync()).BeginAsync(owner: "me");
        var parked = await OpenSceneAsync();
        await parked.ParkAsync(await parked.BeginAsync(owner: "dead"));
        var ended = await OpenSceneAsync();
        await ended.EndAsync(await ended.BeginAsync(owner: "dead"));

        Assert.Equal([theirs[1], theirs[2], theirs[0]], await Store.ListRunningOfOthersAsync("me", 100, default));
        Assert.Equal([theirs[1], theirs[2]], await Store.ListRunningOfOthersAsync("me", 2, default));

        var mine = await Store.ClaimAsync(theirs[1].Id, 1, "me", default);

        Assert.Equal([theirs[2], theirs[0]], await Store.ListRunningOfOthersAsync("me", 100, default));
        Assert.Contains(mine, await Store.ListRunningOfOthersAsync("dead", 100, default));
    }

    [Fact]
    public async Task Pruning_removes_turns_that_ended_before_a_time_and_leaves_all_messages()
    {
        var scene = await OpenSceneAsync();
        var turns = new List<TurnHead>();
        foreach (var day in new[] { 3, 1, 2 })
            turns.Add(await scene.EndAsync(await scene.BeginAsync($"r{day}"), at: Scene.Noon.AddDays(day)));
        var running = await scene.BeginAsync();

        Assert.Equal(0, await Store.PruneAsync(Scene.Noon.AddDays(1), 100, default));
        Assert.Equal(2, await Store.PruneAsync(Scene.Noon.AddDays(3), 100, default));
        Assert.Equal(0, await Store.PruneAsync(Scene.Noon.AddDays(3), 100, default));

        Assert.Equal(turns[0], await Store.GetAsync(turns[0].Id, default));
        Assert.Null(await Store.GetAsync(turns[1].Id, default));
        Assert.Empty(await Store.ReadStepsAsync(turns[2].Id, default));
        Assert.Null(await Store.GetNewestAsync(scene.ConversationId, "r2", default));
        Assert.Equal(turns[0], await Store.GetNewestAsync(scene.ConversationId, "r3", default));
        Assert.Equal(running, await Store.GetNewestAsync(scene.ConversationId, null, default));
        Assert.Equal(7, (await scene.MessagesAsync()).Length);
        Assert.Equal(7, (await scene.SessionAsync()).MessageCount);
    }

    [Fact]
    public async Task Pruning_stops_at_its_limit_and_never_touches_what_has_not_ended()
    {
        var (one, other) = (await OpenSceneAsync(), await OpenSceneAsync());
        for (var i = 0; i < 5; i++)
            await one.EndAsync(await one.BeginAsync());
        var running = await one.BeginAsync();
        var parked = await other.ParkAsync(await other.BeginAsync());

        Assert.Equal(3, await Store.PruneAsync(DateTimeOffset.MaxValue, 3, default));
        Assert.Equal(2, await Store.PruneAsync(DateTimeOffset.MaxValue, 3, default));
        Assert.Equal(0, await Store.PruneAsync(DateTimeOffset.MaxValue, 3, default));

        Assert.Equal(running, await one.ReadAsync(running));
        Assert.Equal(parked, await other.ReadAsync(parked));
        await one.EndAsync(running);
        await one.BeginAsync();
    }

    [Fact]
    public async Task A_pruned_turn_is_no_duplicate_any_more()
    {
        var scene = await OpenSceneAsync();
        await scene.EndAsync(await scene.BeginAsync("same", deduplicateSince: Scene.Noon.AddDays(-1)));
        await Store.PruneAsync(DateTimeOffset.MaxValue, 10, default);

        await scene.BeginAsync("same", deduplicateSince: Scene.Noon.AddDays(-1));
    }

    [Fact]
    public async Task What_a_reader_was_given_does_not_change_afterwards()
    {
        var scene = await OpenSceneAsync();
        var turn = await scene.BeginAsync();
        var steps = await Store.ReadStepsAsync(turn.Id, default);
        var page = (await Storage.Conversations.ListMessagesAsync(scene.ConversationId, null, 10, default))!;
        var head = await scene.ReadAsync(turn);

        await scene.EndAsync(turn);

        Assert.Single(steps);
        Assert.IsType<TurnStarted>(steps[0]);
        Assert.Single(page.Messages);
        Assert.Equal(turn, head);
    }
}
