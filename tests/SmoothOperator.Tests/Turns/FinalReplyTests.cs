using Microsoft.Extensions.AI;
using SmoothOperator.Testing;
using SmoothOperator.Turns.Events;
using SmoothOperator.Turns.Steps;
using Xunit;

namespace SmoothOperator.Tests.Turns;

public sealed class FinalReplyTests
{
    [Fact]
    public async Task The_last_answer_is_the_reply() =>
        Assert.Equal("It is done.", await ReplyOfAsync(model => model.Updates(Text("Let me see."), Call("look")).Text("It is ", "done.")));

    [Fact]
    public async Task Pieces_cut_for_length_are_one_reply() =>
        Assert.Equal("one two three", await ReplyOfAsync(model => model.Updates(Text("one "), Cut()).Updates(Text("two "), Cut()).Text("three")));

    [Fact]
    public async Task A_third_cut_is_the_last() =>
        Assert.Equal("abc", await ReplyOfAsync(model => model.Updates(Text("a"), Cut()).Updates(Text("b"), Cut()).Updates(Text("c"), Cut()).Text("never asked")));

    [Fact]
    public async Task An_empty_reply_is_asked_for_once_more() =>
        Assert.Equal("now", await ReplyOfAsync(model => model.Text("").Text("now")));

    [Fact]
    public async Task When_the_last_answers_are_empty_what_was_said_before_is_the_reply() =>
        Assert.Equal("Let me see.", await ReplyOfAsync(model => model.Updates(Text("Let me see."), Call("look")).Text("").Text("")));

    [Fact]
    public async Task When_nothing_was_said_the_reasoning_is_the_reply() =>
        Assert.Equal("thinking", await ReplyOfAsync(model => model.Updates(Reasoning("think")).Updates(Reasoning("ing"))));

    [Fact]
    public async Task When_there_is_nothing_at_all_the_turn_fails() =>
        Assert.Equal("AGENT_ERROR", Assert.IsType<TurnFailed>(await EndOfAsync(model => model.Text("").Text(""))).Code);

    [Fact]
    public async Task Tools_asked_for_in_the_last_call_that_is_allowed_do_not_run()
    {
        await using var world = await World.OpenAsync();
        var tool = TestTool.Writer();
        var model = new ScriptedChatClient().ToolCall("write").Updates(Text("enough"), Call("write"));
        var follower = await world.Live(model, configure: options => options.Model.MaxIterations = 2, tools: tool).SendAsync();
        Assert.Equal("enough", Assert.IsType<TurnCompleted>((await follower.WaitForAsync<TurnEnded>()).Step).Reply);
        Assert.Single(tool.Keys);
    }

    private static async Task<string> ReplyOfAsync(Action<ScriptedChatClient> script) => Assert.IsType<TurnCompleted>(await EndOfAsync(script)).Reply;

    private static async Task<TurnStep> EndOfAsync(Action<ScriptedChatClient> script)
    {
        await using var world = await World.OpenAsync();
        var model = new ScriptedChatClient();
        script(model);
        var follower = await world.Live(model, tools: TestTool.Reader()).SendAsync();
        return (await follower.WaitForAsync<TurnEnded>()).Step;
    }

    private static ChatResponseUpdate Text(string text) => new(ChatRole.Assistant, text);

    private static ChatResponseUpdate Reasoning(string text) => new(ChatRole.Assistant, [new TextReasoningContent(text)]);

    private static ChatResponseUpdate Cut() => new() { FinishReason = ChatFinishReason.Length };

    private static ChatResponseUpdate Call(string tool) =>
        new(ChatRole.Assistant, [new FunctionCallContent("c1", tool, new Dictionary<string, object?>(StringComparer.Ordinal))]) { FinishReason = ChatFinishReason.ToolCalls };
}
