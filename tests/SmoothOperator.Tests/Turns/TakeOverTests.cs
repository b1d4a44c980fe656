using Microsoft.Extensions.AI;
using SmoothOperator.Testing;
using SmoothOperator.Testing.Faults;
using SmoothOperator.Turns;
using SmoothOperator.Turns.Events;
using SmoothOperator.Turns.Steps;
using Xunit;

namespace SmoothOperator.Tests.Turns;

/// <summary>What the next life of the server does with a turn whose process died. A death is an engine that hangs for good at some point.</summary>
public sealed class TakeOverTests
{
    private const string Unknown = "its outcome is unknown";

    [Fact]
    public async Task A_tool_call_that_may_have_taken_effect_is_not_repeated_and_the_model_is_told()
    {
        await using var world = await World.OpenAsync();
        var tool = TestTool.Writer();
        await DieAsync(world, FaultPoint.After(FaultSteps.Tool("write")), new ScriptedChatClient().ToolCall("write"), tool);
        var model = new ScriptedChatClient().Text("checked");
        var follower = await world.Live(model, tools: tool).TakeOverAsync();
        await follower.WaitForAsync<TurnEnded>();
        Assert.Single(tool.Keys);
        var result = Assert.Single(follower.Shown.Select(entry => entry.Event).OfType<ToolReturned>());
        Assert.True(result.IsError);
        Assert.Contains(Unknown, result.Result, StringComparison.Ordinal);
        Assert.Contains(model.Calls[0].Messages.SelectMany(message => message.Contents).OfType<FunctionResultContent>(), content => content.Result!.ToString()!.Contains(Unknown, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_idempotent_call_is_repeated_with_the_same_key()
    {
        await using var world = await World.OpenAsync();
        var tool = TestTool.Idempotent();
        await DieAsync(world, FaultPoint.After(FaultSteps.Tool("put")), new ScriptedChatClient().ToolCall("put"), tool);
        var follower = await world.Live(new ScriptedChatClient().Text("done"), tools: tool).TakeOverAsync();
        await follower.WaitForAsync<TurnEnded>();
        Assert.Equal(2, tool.Keys.Count);
        Assert.Single(tool.Keys.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_call_whose_start_was_not_stored_is_made()
    {
        await using var world = await World.OpenAsync();
        var tool = TestTool.Writer();
        await DieAsync(world, FaultPoint.Before("append.tool_started"), new ScriptedChatClient().ToolCall("write"), tool);
        var follower = await world.Live(new ScriptedChatClient().Text("done"), tools: tool).TakeOverAsync();
        await follower.WaitForAsync<TurnEnded>();
        Assert.Single(tool.Keys);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_nothing_sent_is_lost_numbers_go_on_and_elsewhere_the_epoch_rises(bool duringTool)
    {
        await using var world = await World.OpenAsync();
        var tool = TestTool.Idempotent();
        var point = duringTool ? FaultPoint.Before(FaultSteps.Tool("put")) : FaultPoint.Before("append.tool_started");
        var before = await DieAsync(world, point, new ScriptedChatClient().ToolCall("put"), tool);
        var last = before.Told[^1].Position;
        var gate = new FaultGate();
        var after = await world.Live(new ScriptedChatClient().Text("done"), new FaultPlan().At(FaultPoint.Before(FaultSteps.Tool("put")), FaultActions.WaitAt(gate)), tools: tool).TakeOverAsync(last.Epoch, last.Seq);
        gate.Open();
        await after.WaitForAsync<TurnEnded>();
        Assert.Equal(!duringTool, after.Resumed[0].Restarted);
        Assert.Equal(duringTool ? new EventPosition(1, last.Seq + 1) : new EventPosition(2, 1), after.Told[0].Position);
    }

    [Fact]
    public async Task Five_takeovers_without_a_step_end_the_turn()
    {
        await using var world = await World.OpenAsync();
        await DieAsync(world, FaultPoint.Before(FaultSteps.Model), new ScriptedChatClient());
        for (var takeover = 1; takeover < TurnService.MaxTakeovers; takeover++)
        {
            var gate = new FaultGate();
            var plan = new FaultPlan().At(FaultPoint.Before(FaultSteps.Model), FaultActions.WaitAt(gate));
            await world.Live(new ScriptedChatClient(), plan).Turns.TakeOverAsync(default);
            await gate.Reached.WaitAsync(TimeSpan.FromSeconds(10));
            Assert.Equal(takeover, (await world.HeadAsync()).Takeovers);
        }

        var follower = await world.Live(new ScriptedChatClient().Text("too late")).TakeOverAsync();
        var end = await follower.WaitForAsync<TurnEnded>();
        Assert.Equal("AGENT_ERROR", Assert.IsType<TurnFailed>(end.Step).Code);
    }

    [Fact]
    public async Task A_step_sets_the_count_of_takeovers_back()
    {
        await using var world = await World.OpenAsync();
        var tool = TestTool.Idempotent();
        await DieAsync(world, FaultPoint.Before(FaultSteps.Model), new ScriptedChatClient());
        var gate = new FaultGate();
        var plan = new FaultPlan().At(FaultPoint.Before(FaultSteps.Tool("put")), FaultActions.WaitAt(gate));
        await world.Live(new ScriptedChatClient().ToolCall("put"), plan, tools: tool).Turns.TakeOverAsync(default);
        await gate.Reached.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(0, (await world.HeadAsync()).Takeovers);
    }

    [Fact]
    public async Task A_turn_whose_cancellation_was_asked_for_is_cancelled_and_nothing_of_it_runs()
    {
        await using var world = await World.OpenAsync();
        var tool = TestTool.Idempotent();
        await DieAsync(world, FaultPoint.Before(FaultSteps.Tool("put")), new ScriptedChatClient().ToolCall("put"), tool);
        await world.Storage.Turns.RequestCancelAsync((await world.HeadAsync()).Id, default);
        var model = new ScriptedChatClient().Text("never said");
        var next = world.Live(model, tools: tool);
        await next.Turns.TakeOverAsync(default);
        var follower = await next.ResumeAsync();
        Assert.IsType<TurnCancelled>((await follower!.WaitForAsync<TurnEnded>()).Step);
        Assert.Empty(tool.Keys);
        Assert.Empty(model.Calls);
    }

    [Fact]
    public async Task What_was_refused_after_a_resolved_park_is_stored_before_more_is_told()
    {
        // The approved tool is gone when the turn goes on, so its call is refused; then the process dies in mid-stream.
        await using var world = await World.OpenAsync();
        var first = world.Live(new ScriptedChatClient().ToolCall("pay"), tools: TestTool.Gated());
        var parked = await first.SendAsync();
        await parked.WaitForAsync<ToolCalled>();
        var seen = parked.Told[^1].Position;
        var gate = new FaultGate();
        var plan = new FaultPlan().At(FaultPoint.Before(FaultSteps.Delta), FaultActions.WaitAt(gate), occurrence: 3);
        var second = world.Live(new ScriptedChatClient().Text("one ", "two ", "three"), plan);
        var audience = new RecordingAudience();
        Assert.True(await second.AnswerAsync(approved: true, audience));
        await gate.Reached.WaitAsync(TimeSpan.FromSeconds(10));
        var last = audience.Follower.Told[^1].Position;

        var (silent, said) = (new FaultGate(), new FaultGate());
        var third = world.Live(
            new ScriptedChatClient().Text("four ", "five ", "six ", "seven"),
            new FaultPlan().At(FaultPoint.Before(FaultSteps.Model), FaultActions.WaitAt(silent)).At(FaultPoint.After(FaultSteps.Model), FaultActions.WaitAt(said)));
        await third.Turns.TakeOverAsync(default);
        await silent.Reached.WaitAsync(TimeSpan.FromSeconds(10));
        await third.ResumeAsync(seen.Epoch, seen.Seq);
        silent.Open();
        await said.Reached.WaitAsync(TimeSpan.FromSeconds(10));
        var follower = (await third.ResumeAsync(last.Epoch, last.Seq))!;
        said.Open();
        await follower.WaitForAsync<TurnEnded>();
        Assert.True(follower.Resumed[0].Restarted);
        Assert.Equal("four five six seven", follower.Text);
    }

    [Fact]
    public async Task Two_clients_that_come_back_are_told_the_same_epoch()
    {
        await using var world = await World.OpenAsync();
        var before = await DieAsync(world, FaultPoint.Before(FaultSteps.Delta), new ScriptedChatClient().Text("lost"));
        var last = before.Told[^1].Position;
        var model = new SteppedModel();
        var next = world.Live(model);
        var one = await next.TakeOverAsync(last.Epoch, last.Seq);
        var two = (await next.ResumeAsync(last.Epoch, last.Seq))!;
        model.Say("kept");
        model.Finish();
        await one.WaitForAsync<TurnEnded>();
        await two.WaitForAsync<TurnEnded>();
        Assert.Equal(2, (await world.HeadAsync()).Epoch);
        Assert.Single(one.Resumed);
        Assert.Equal(one.Shown, two.Shown);
    }

    [Fact]
    public async Task A_turn_whose_steps_cannot_be_read_is_left_alone_and_keeps_no_other_from_going_on()
    {
        await using var world = await World.OpenAsync();
        await DieAsync(world, FaultPoint.Before(FaultSteps.Model), new ScriptedChatClient());
        var unreadable = await world.HeadAsync();
        world.Session = await world.OpenSessionAsync();
        await DieAsync(world, FaultPoint.Before(FaultSteps.Model), new ScriptedChatClient());
        var plan = new FaultPlan().At(FaultPoint.Before(FaultSteps.ReadSteps), FaultActions.Throw(() => new NotSupportedException("a newer format")));
        var follower = await world.Live(new ScriptedChatClient().Text("goes on"), plan).TakeOverAsync();
        await follower.WaitForAsync<TurnEnded>();
        Assert.Equal(unreadable, await world.Storage.Turns.GetAsync(unreadable.Id, default));
    }

    [Fact]
    public async Task A_park_that_cannot_be_read_is_left_alone_and_keeps_no_other_from_its_deadline()
    {
        await using var world = await World.OpenAsync();
        var engine = world.Live(new ScriptedChatClient().ToolCall("pay").ToolCall("pay").Text("end"), tools: TestTool.Gated());
        await (await engine.SendAsync()).WaitForAsync<ApprovalRequested>();
        var unreadable = await world.HeadAsync();
        world.Session = await world.OpenSessionAsync();
        var follower = await engine.SendAsync();
        await follower.WaitForAsync<ApprovalRequested>();
        world.Time.Advance(TimeSpan.FromSeconds(301));
        engine.Plan.At(FaultPoint.Before(FaultSteps.ReadSteps), FaultActions.Throw(() => new NotSupportedException("a newer format")));
        await engine.Turns.ExpireParksAsync(default);
        await follower.WaitForAsync<TurnEnded>();
        Assert.Equal(unreadable, await world.Storage.Turns.GetAsync(unreadable.Id, default));
    }

    /// <summary>Starts a turn in a process that dies at a point.</summary>
    private static async Task<RecordingFollower> DieAsync(World world, FaultPoint point, IChatClient model, params AIFunction[] tools)
    {
        var gate = new FaultGate();
        var follower = await world.Live(model, new FaultPlan().At(point, FaultActions.WaitAt(gate)), tools: tools).SendAsync();
        await gate.Reached.WaitAsync(TimeSpan.FromSeconds(10));
        return follower;
    }
}
