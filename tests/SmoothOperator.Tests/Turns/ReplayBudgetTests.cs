using SmoothOperator.Testing;
using SmoothOperator.Turns.Events;
using Xunit;

namespace SmoothOperator.Tests.Turns;

/// <summary>Memory for replays is bounded over all turns; what is forgotten is told from the steps.</summary>
public sealed class ReplayBudgetTests
{
    private const int Turns = 8;

    [Fact]
    public async Task Ended_turns_are_forgotten_oldest_first_and_are_told_anew_from_their_steps()
    {
        await using var world = await World.OpenAsync();
        var engine = world.Live(Script(), configure: options => options.Connections.ReplayMemory = 3 * 4096);
        var told = await PlayAsync(world, engine);

        var newest = (await engine.ResumeAsync(requestId: $"r{Turns - 1}"))!;
        Assert.Equal(told[^1].Told, newest.Told);
        var oldest = (await engine.ResumeAsync(requestId: "r0"))!;
        Assert.Equal(2, oldest.Told[0].Position.Epoch);
        Assert.Equal(told[0].Text, oldest.Text);
        Assert.Equal(told[0].End, oldest.End);
    }

    [Fact]
    public async Task A_minute_after_its_end_a_turn_is_told_anew_from_its_steps()
    {
        await using var world = await World.OpenAsync();
        var engine = world.Live(Script());
        var told = await PlayAsync(world, engine);
        world.Time.Advance(TimeSpan.FromSeconds(59));
        engine.Turns.ForgetOld();
        Assert.Equal(told[0].Told, (await engine.ResumeAsync(requestId: "r0"))!.Told);
        world.Time.Advance(TimeSpan.FromSeconds(1));
        engine.Turns.ForgetOld();
        var retold = (await engine.ResumeAsync(requestId: "r0"))!;
        Assert.Equal(2, retold.Told[0].Position.Epoch);
        Assert.Equal(told[0].Text, retold.Text);
    }

    [Fact]
    public async Task With_no_memory_at_all_turns_run_and_are_told_from_their_steps()
    {
        await using var world = await World.OpenAsync();
        var engine = world.Live(Script(), configure: options => options.Connections.ReplayMemory = 0);
        var told = await PlayAsync(world, engine);
        Assert.Equal(told[3].Text, (await engine.ResumeAsync(requestId: "r3"))!.Text);
    }

    private static ScriptedChatClient Script()
    {
        var model = new ScriptedChatClient();
        for (var turn = 0; turn < Turns; turn++)
            model.Text([.. Enumerable.Range(0, 50).Select(piece => $"turn {turn}, piece {piece}; ")]);
        return model;
    }

    private static async Task<List<RecordingFollower>> PlayAsync(World world, Engine engine)
    {
        var told = new List<RecordingFollower>();
        for (var turn = 0; turn < Turns; turn++)
        {
            var follower = await engine.SendAsync(world.Request(requestId: $"r{turn}"));
            await follower.WaitForAsync<TurnEnded>();
            told.Add(follower);
        }

        return told;
    }
}
