using SmoothOperator.Testing;
using SmoothOperator.Testing.Faults;
using SmoothOperator.Turns;
using SmoothOperator.Turns.Events;
using SmoothOperator.Turns.Steps;
using Xunit;

namespace SmoothOperator.Tests.Turns;

/// <summary>A process that lost a turn to another one, and does not know it yet.</summary>
public sealed class FencingTests
{
    [Theory]
    [InlineData("before:append.tool_started")]
    [InlineData("after:tool.write")]
    [InlineData("before:end.completed")]
    public async Task What_it_still_writes_is_dropped_without_a_word(string point)
    {
        await using var world = await World.OpenAsync();
        var gate = new FaultGate();
        var tool = TestTool.Writer();
        var stale = world.Live(new ScriptedChatClient().ToolCall("write").Text("stale"), new FaultPlan().At(FaultPoint.Parse(point), FaultActions.WaitAt(gate)), tools: tool);
        var told = await stale.SendAsync();
        await gate.Reached.WaitAsync(TimeSpan.FromSeconds(10));

        var follower = await world.Live(new ScriptedChatClient().Text("fresh").Text("fresh"), tools: tool).TakeOverAsync();
        await follower.WaitForAsync<TurnEnded>();
        var before = told.Told.Count;
        gate.Open();
        await stale.Turns.StopAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(before, told.Told.Count);
        Assert.Null(told.End);
        Assert.Equal(["hello", "fresh"], await world.MessagesAsync());
        Assert.Single(tool.Keys);
        Assert.Equal(TurnState.Completed, (await world.HeadAsync()).State);
    }

    [Fact]
    public async Task The_cancel_flag_of_the_row_stops_a_running_turn_at_its_next_step()
    {
        await using var world = await World.OpenAsync();
        var gate = new FaultGate();
        var tool = TestTool.Writer();
        var engine = world.Live(new ScriptedChatClient().ToolCall("write").Text("never said"), new FaultPlan().At(FaultPoint.Before("append.tool_started"), FaultActions.WaitAt(gate)), tools: tool);
        var follower = await engine.SendAsync();
        await gate.Reached.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.True(await world.Storage.Turns.RequestCancelAsync((await world.HeadAsync()).Id, default));
        gate.Open();
        Assert.IsType<TurnCancelled>((await follower.WaitForAsync<TurnEnded>()).Step);
        Assert.Empty(tool.Keys);
        Assert.Equal(["hello"], await world.MessagesAsync());
    }

    [Fact]
    public async Task The_cancel_flag_of_the_row_wins_over_an_end_that_is_being_written()
    {
        await using var world = await World.OpenAsync();
        var gate = new FaultGate();
        var engine = world.Live(new ScriptedChatClient().Text("all said"), new FaultPlan().At(FaultPoint.Before("end.completed"), FaultActions.WaitAt(gate)));
        var follower = await engine.SendAsync();
        await gate.Reached.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.True(await world.Storage.Turns.RequestCancelAsync((await world.HeadAsync()).Id, default));
        gate.Open();
        Assert.IsType<TurnCancelled>((await follower.WaitForAsync<TurnEnded>()).Step);
        Assert.Equal(["hello"], await world.MessagesAsync());
    }
}
