using SmoothOperator.Testing;
using SmoothOperator.Testing.Faults;
using SmoothOperator.Turns;
using SmoothOperator.Turns.Events;
using SmoothOperator.Turns.Steps;
using Xunit;

namespace SmoothOperator.Tests.Turns;

/// <summary>Turns that wait for a person, over the lives of the server.</summary>
public sealed class ParkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_in_the_next_life_is_obeyed_and_numbers_go_on(bool approved)
    {
        await using var world = await World.OpenAsync();
        var tool = TestTool.Gated();
        var last = await ParkAsync(world, tool);
        var next = world.Live(new ScriptedChatClient().Text("so be it"), tools: tool);
        await next.Turns.TakeOverAsync(default);
        var audience = new RecordingAudience();
        var follower = (await next.ResumeAsync(last.Epoch, last.Seq, audience: audience))!;
        Assert.Equal(TurnState.Parked, follower.Resumed[0].State);
        Assert.True(await next.AnswerAsync(approved, audience));
        await follower.WaitForAsync<TurnEnded>();
        Assert.Equal(approved ? 1 : 0, tool.Keys.Count);
        Assert.Equal(new EventPosition(last.Epoch, last.Seq + 1), follower.Told[0].Position);
        Assert.Equal(!approved, Assert.Single(follower.Told.Select(entry => entry.Event).OfType<ToolReturned>()).IsError);
    }

    [Fact]
    public async Task A_deadline_that_passes_while_the_server_is_down_is_a_denial_in_the_next_life()
    {
        await using var world = await World.OpenAsync();
        var tool = TestTool.Gated();
        await ParkAsync(world, tool);
        world.Time.Advance(TimeSpan.FromSeconds(301));
        var next = world.Live(new ScriptedChatClient().Text("nobody answered"), tools: tool);
        await next.Turns.TakeOverAsync(default);
        var follower = (await next.ResumeAsync())!;
        Assert.False(await next.AnswerAsync(approved: true));
        await next.Turns.ExpireParksAsync(default);
        await follower.WaitForAsync<TurnEnded>();
        Assert.Empty(tool.Keys);
        var result = Assert.Single(follower.Told.Select(entry => entry.Event).OfType<ToolReturned>());
        Assert.Equal("User denied: confirmation timeout", result.Result);
    }

    [Fact]
    public async Task A_deadline_that_has_not_passed_is_left_alone()
    {
        await using var world = await World.OpenAsync();
        await ParkAsync(world, TestTool.Gated());
        world.Time.Advance(TimeSpan.FromSeconds(299));
        var next = world.Live(new ScriptedChatClient());
        await next.Turns.ExpireParksAsync(default);
        Assert.Equal(TurnState.Parked, (await world.HeadAsync()).State);
    }

    [Fact]
    public async Task Of_two_answers_one_counts()
    {
        await using var world = await World.OpenAsync();
        var tool = TestTool.Gated();
        var gate = new FaultGate();
        var engine = world.Live(new ScriptedChatClient().ToolCall("pay").Text("paid"), new FaultPlan().At(FaultPoint.Before(FaultSteps.Resolve), FaultActions.WaitAt(gate), repeats: true), tools: tool);
        await (await engine.SendAsync()).WaitForAsync<ApprovalRequested>();
        var answers = Task.WhenAll(engine.AnswerAsync(approved: true), engine.AnswerAsync(approved: true));
        gate.Open();
        Assert.Single(await answers, counted => counted);
        await engine.Turns.StopAsync(Patience);
        Assert.Single(tool.Keys);
    }

    [Fact]
    public async Task A_turn_that_is_answered_before_its_run_has_quite_ended_can_still_be_found()
    {
        await using var world = await World.OpenAsync();
        var gate = new FaultGate();
        var plan = new FaultPlan().At(FaultPoint.Before(FaultSteps.Tool("pay")), FaultActions.WaitAt(gate));
        var engine = world.Live(new ScriptedChatClient().ToolCall("pay").Text("paid"), plan, tools: TestTool.Gated());

        // The storage is in memory, so the answer is given while the parking run still stands in its last flush.
        var audience = new RecordingAudience();
        Task<bool>? answer = null;
        audience.Flushed = follower =>
        {
            if (answer is null && follower.Told.Any(entry => entry.Event is ApprovalRequested))
                answer = engine.AnswerAsync(approved: true, audience);
        };
        await engine.Turns.StartAsync(world.Request(), audience, default);
        await gate.Reached.WaitAsync(Patience);
        Assert.True(await answer!);
        await engine.WaitForRunningAsync(1);
        var late = await engine.ResumeAsync();
        gate.Open();
        Assert.NotNull(late);
        Assert.Equal("paid", Assert.IsType<TurnCompleted>((await late.WaitForAsync<TurnEnded>()).Step).Reply);
    }

    [Fact]
    public async Task A_cancellation_that_comes_just_after_an_answer_is_heard_by_everybody()
    {
        await using var world = await World.OpenAsync();
        var tool = TestTool.Gated();
        var engine = world.Live(new ScriptedChatClient().ToolCall("pay").Text("never said"), tools: tool);
        var follower = await engine.SendAsync();
        await follower.WaitForAsync<ApprovalRequested>();
        var gate = new FaultGate();
        engine.Plan.At(FaultPoint.After(FaultSteps.Resolve), FaultActions.WaitAt(gate));
        var answer = engine.AnswerAsync(approved: true);
        await gate.Reached.WaitAsync(Patience);
        var asker = new RecordingAudience();
        var cancel = engine.Turns.CancelAsync(world.ConversationId, null, asker, default);
        gate.Open();
        Assert.True(await answer);
        await world.AdvanceUntilAsync(cancel);
        Assert.IsType<TurnCancelled>((await follower.WaitForAsync<TurnEnded>()).Step);
        Assert.IsType<TurnCancelled>((await asker.Follower.WaitForAsync<TurnEnded>()).Step);
        Assert.Empty(tool.Keys);
    }

    private static async Task<EventPosition> ParkAsync(World world, TestTool tool)
    {
        var follower = await world.Live(new ScriptedChatClient().ToolCall(tool.Name), tools: tool).SendAsync();
        await follower.WaitForAsync<ToolCalled>();
        return follower.Told[^1].Position;
    }
}
