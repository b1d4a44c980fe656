using Microsoft.Extensions.AI;
using SmoothOperator.Storage;
using SmoothOperator.Testing;
using SmoothOperator.Testing.Faults;
using SmoothOperator.Turns;
using SmoothOperator.Turns.Events;
using SmoothOperator.Turns.Steps;
using Xunit;

namespace SmoothOperator.Tests.Turns;

/// <summary>A storage that fails or is slow, and clients that do not wait for it.</summary>
public sealed class StorageFaultTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_message_that_could_not_be_stored_leaves_nothing_behind()
    {
        await using var world = await World.OpenAsync();
        var engine = world.Live(new ScriptedChatClient().Text("hi"), new FaultPlan().At(FaultPoint.Before(FaultSteps.Begin), FaultActions.FailStorage));
        await Assert.ThrowsAsync<StorageException>(() => engine.Turns.StartAsync(world.Request(), new RecordingAudience(), default));
        Assert.Empty(await world.MessagesAsync());
        await (await engine.SendAsync()).WaitForAsync<TurnEnded>();
        Assert.Equal(["hello", "hi"], await world.MessagesAsync());
    }

    [Fact]
    public async Task A_client_that_leaves_while_its_message_is_stored_is_answered_all_the_same()
    {
        await using var world = await World.OpenAsync();
        var gate = new FaultGate();
        var engine = world.Live(new ScriptedChatClient().Text("hi"), new FaultPlan().At(FaultPoint.After(FaultSteps.Begin), FaultActions.WaitAt(gate)));
        using var gone = new CancellationTokenSource();
        var start = engine.Turns.StartAsync(world.Request(), new RecordingAudience(), gone.Token);
        await LeaveAsync(gone, gate, start);
        await engine.Turns.StopAsync(Patience);
        Assert.Equal(["hello", "hi"], await world.MessagesAsync());
    }

    [Fact]
    public async Task A_client_that_leaves_while_its_answer_is_stored_is_obeyed_all_the_same()
    {
        await using var world = await World.OpenAsync();
        var tool = TestTool.Gated();
        var engine = world.Live(new ScriptedChatClient().ToolCall("pay").Text("paid"), tools: tool);
        await (await engine.SendAsync()).WaitForAsync<ApprovalRequested>();
        var gate = new FaultGate();
        engine.Plan.At(FaultPoint.After(FaultSteps.Resolve), FaultActions.WaitAt(gate));
        using var gone = new CancellationTokenSource();
        await LeaveAsync(gone, gate, engine.AnswerAsync(approved: true, cancellationToken: gone.Token));
        await engine.Turns.StopAsync(Patience);
        Assert.Single(tool.Keys);
        Assert.Equal(["hello", "paid"], await world.MessagesAsync());
    }

    [Fact]
    public async Task A_client_that_leaves_while_its_cancellation_is_stored_leaves_the_conversation_free()
    {
        await using var world = await World.OpenAsync();
        var engine = world.Live(new ScriptedChatClient().ToolCall("pay").Text("next"), tools: TestTool.Gated());
        var follower = await engine.SendAsync();
        await follower.WaitForAsync<ApprovalRequested>();
        var gate = new FaultGate();
        engine.Plan.At(FaultPoint.After("end.cancelled"), FaultActions.WaitAt(gate));
        using var gone = new CancellationTokenSource();
        await LeaveAsync(gone, gate, engine.Turns.CancelAsync(world.ConversationId, null, new RecordingAudience(), gone.Token));
        Assert.IsType<TurnCancelled>((await follower.WaitForAsync<TurnEnded>()).Step);
        Assert.False(await engine.Turns.IsBusyAsync(world.ConversationId, default));
    }

    [Fact]
    public async Task A_client_that_leaves_while_the_epoch_is_raised_does_not_keep_others_from_coming_back()
    {
        await using var world = await World.OpenAsync();
        var model = new SteppedModel();
        var engine = world.Live(model);
        var follower = await engine.SendAsync(canResume: false);
        model.Say("not kept ");
        await follower.WaitForCountAsync(2);
        var gate = new FaultGate();
        engine.Plan.At(FaultPoint.After(FaultSteps.RaiseEpoch), FaultActions.WaitAt(gate));
        using var gone = new CancellationTokenSource();
        await LeaveAsync(gone, gate, engine.Turns.ResumeAsync(world.ConversationId, null, 0, 0, new RecordingAudience(), gone.Token));
        var other = await engine.ResumeAsync();
        model.Say("kept");
        model.Finish();
        Assert.NotNull(other);
        await other.WaitForAsync<TurnEnded>();
        Assert.Equal("not kept kept", other.Text);
    }

    [Fact]
    public async Task A_client_that_comes_back_while_its_message_is_stored_finds_its_turn()
    {
        await using var world = await World.OpenAsync();
        var gate = new FaultGate();
        var engine = world.Live(new ScriptedChatClient().Text("hi"), new FaultPlan().At(FaultPoint.After(FaultSteps.Begin), FaultActions.WaitAt(gate)));
        var start = engine.Turns.StartAsync(world.Request(), new RecordingAudience(), default);
        await gate.Reached.WaitAsync(Patience);
        var resume = engine.ResumeAsync();
        gate.Open();
        await start;
        await world.AdvanceUntilAsync(resume);
        Assert.NotNull(await resume);
        Assert.Equal("hi", Assert.IsType<TurnCompleted>((await (await resume)!.WaitForAsync<TurnEnded>()).Step).Reply);
    }

    [Fact]
    public async Task An_answer_whose_turn_cannot_be_read_leaves_the_park_open()
    {
        await using var world = await World.OpenAsync();
        var tool = TestTool.Gated();
        var engine = world.Live(new ScriptedChatClient().ToolCall("pay").Text("paid"), tools: tool);
        await (await engine.SendAsync()).WaitForAsync<ApprovalRequested>();
        engine.Plan.At(FaultPoint.Before(FaultSteps.ReadSteps), FaultActions.FailStorage);
        await Assert.ThrowsAsync<StorageException>(() => engine.AnswerAsync(approved: true));
        Assert.True(await engine.AnswerAsync(approved: true));
        await engine.Turns.StopAsync(Patience);
        Assert.Equal(["hello", "paid"], await world.MessagesAsync());
    }

    [Fact]
    public async Task A_step_that_cannot_be_stored_is_tried_again_before_its_effect()
    {
        await using var world = await World.OpenAsync();
        var tool = TestTool.Writer();
        var plan = new FaultPlan().At(FaultPoint.Before("append.tool_started"), FaultActions.FailStorage).At(FaultPoint.Before("append.tool_started"), FaultActions.FailStorage, occurrence: 2);
        var follower = await world.Live(new ScriptedChatClient().ToolCall("write").Text("done"), plan, tools: tool).SendAsync();
        await world.AdvanceUntilAsync(follower.WaitForAsync<TurnEnded>());
        Assert.Equal(3, plan.Passed[FaultPoint.Before("append.tool_started")]);
        Assert.Single(tool.Keys);
        Assert.Equal(["hello", "done"], await world.MessagesAsync());
    }

    [Fact]
    public async Task An_end_that_cannot_be_stored_is_told_as_an_error_once_and_stored_when_the_storage_is_back()
    {
        await using var world = await World.OpenAsync();
        var plan = new FaultPlan()
            .At(FaultPoint.Before("end.completed"), FaultActions.FailStorage, repeats: true)
            .At(FaultPoint.Before("end.failed"), FaultActions.FailStorage, repeats: true);
        var engine = world.Live(new ScriptedChatClient().Text("lost"), plan);
        var follower = await engine.SendAsync();
        var end = await world.AdvanceUntilAsync(follower.WaitForAsync<TurnEnded>());
        Assert.Equal("STORAGE_ERROR", Assert.IsType<TurnFailed>(end.Step).Code);
        Assert.Equal(TurnState.Running, (await world.HeadAsync()).State);

        plan.Clear();
        var stopped = engine.Turns.StopAsync(TimeSpan.FromHours(1));
        await world.AdvanceUntilAsync(stopped);
        Assert.Equal(TurnState.Failed, (await world.HeadAsync()).State);
        Assert.Single(follower.Told, entry => entry.Event is TurnEnded);
        Assert.Equal(["hello"], await world.MessagesAsync());
    }

    [Fact]
    public async Task A_cancellation_during_a_commit_neither_stores_a_step_twice_nor_runs_the_tool()
    {
        await using var world = await World.OpenAsync();
        var gate = new FaultGate();
        var writer = TestTool.Writer();
        var model = new ScriptedChatClient().Updates(new ChatResponseUpdate(ChatRole.Assistant, [CallOf("look"), CallOf("write")]));
        var engine = world.Live(model, new FaultPlan().At(FaultPoint.After("append.tool_started"), FaultActions.WaitAt(gate)), tools: [TestTool.Reader(), writer]);
        var follower = await engine.SendAsync();
        await gate.Reached.WaitAsync(Patience);
        await engine.Turns.CancelAsync(world.ConversationId, null, new RecordingAudience(), default);
        gate.Open();
        Assert.IsType<TurnCancelled>((await follower.WaitForAsync<TurnEnded>()).Step);
        Assert.Empty(writer.Keys);
        var steps = await world.Storage.Turns.ReadStepsAsync((await world.HeadAsync()).Id, default);
        Assert.Single(steps.OfType<ToolFinished>());
        Assert.Single(steps.OfType<ToolStarted>());
    }

    private static FunctionCallContent CallOf(string tool) => new("call_" + tool, tool, new Dictionary<string, object?>(StringComparer.Ordinal));

    /// <summary>Leaves while a write stands between its commit and its answer.</summary>
    private static async Task LeaveAsync(CancellationTokenSource gone, FaultGate gate, Task pending)
    {
        await gate.Reached.WaitAsync(Patience);
        await gone.CancelAsync();
        gate.Open();
        try
        {
            await pending.WaitAsync(Patience);
        }
        catch (OperationCanceledException)
        {
            // Whether the one who left still hears of it is all the same.
        }
    }
}
