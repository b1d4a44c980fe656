using Microsoft.Extensions.AI;
using SmoothOperator.Testing;
using Xunit;

namespace SmoothOperator.Tests.Models;

public sealed class ScriptedChatClientTests
{
    [Fact]
    public async Task Entries_are_played_in_order_and_then_replies_are_empty()
    {
        using var client = new ScriptedChatClient().Text("Hel", "lo").ToolCall("f", """{"x":1}""").ToolCall("g", "{");
        Assert.Equal(["text Hel", "text lo", "usage 10 5", "finish stop"], await TellAsync(client, "one"));
        Assert.Equal(["call call_1 f {\"x\":1} good", "usage 10 5", "finish tool_calls"], await TellAsync(client, "two"));
        Assert.Equal(["call call_2 g { bad", "usage 10 5", "finish tool_calls"], await TellAsync(client, "three"));
        Assert.Equal(["finish stop"], await TellAsync(client, "four"));
        Assert.Equal(["one", "two", "three", "four"], client.Calls.Select(call => call.Messages.Single().Text));
    }

    [Fact]
    public async Task An_error_comes_after_the_text_before_it()
    {
        using var client = new ScriptedChatClient().Error(new InvalidDataException("scripted"), "a").Updates(new ChatResponseUpdate(ChatRole.Assistant, "raw"));
        await using var updates = client.GetStreamingResponseAsync(ModelTest.Hello).GetAsyncEnumerator();
        Assert.True(await updates.MoveNextAsync());
        await Assert.ThrowsAsync<InvalidDataException>(async () => await updates.MoveNextAsync());
        Assert.Equal("raw", (await client.GetResponseAsync(ModelTest.Hello)).Text);
    }

    [Fact]
    public async Task A_hanging_call_ends_when_it_is_cancelled()
    {
        using var client = new ScriptedChatClient().Hang("a");
        using var cancel = new CancellationTokenSource();
        await using var updates = client.GetStreamingResponseAsync(ModelTest.Hello, cancellationToken: cancel.Token).GetAsyncEnumerator();
        Assert.True(await updates.MoveNextAsync());
        var waiting = updates.MoveNextAsync();
        Assert.False(waiting.IsCompleted);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await waiting);
    }

    private static Task<List<string>> TellAsync(ScriptedChatClient client, string message) =>
        client.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, message)]).TellAsync();
}
