using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using SmoothOperator.Models;
using SmoothOperator.Testing;
using Xunit;

namespace SmoothOperator.Tests.Models;

public sealed class GatewayBorrowedUpdatesTests
{
    [Fact]
    public async Task Borrowed_and_new_updates_tell_the_same_text()
    {
        var random = new Random(11);
        for (var round = 0; round < 200; round++)
        {
            var stream = RandomStream(random);
            var fresh = new StringBuilder();
            var borrowed = new StringBuilder();
            await foreach (var update in ModelTest.Client([stream]).GetStreamingResponseAsync(ModelTest.Hello, ModelTest.Options()))
            {
                Assert.Null(update.RawRepresentation);
                fresh.Append(update.Text);
            }

            await foreach (var update in ModelTest.Client([stream]).GetStreamingResponseAsync(ModelTest.Hello, ModelTest.Options(borrow: true)))
            {
                borrowed.Append(update.RawRepresentation is GatewayTextDelta delta
                    ? JsonSerializer.Deserialize<string>($"\"{Encoding.UTF8.GetString(delta.EscapedUtf8.Span)}\"")
                    : update.Text);
            }

            Assert.Equal(fresh.ToString(), borrowed.ToString());
        }
    }

    [Fact]
    public async Task A_borrowed_update_is_used_again_and_still_shows_its_text()
    {
        await using var gateway = await StubGateway.StartAsync();
        gateway.Reply(StubReply.Of("a\n", "b\"", "c"));
        var seen = new HashSet<ChatResponseUpdate>(ReferenceEqualityComparer.Instance);
        var texts = new List<string>();
        await foreach (var update in ModelTest.Client(gateway.BaseUrl).GetStreamingResponseAsync(ModelTest.Hello, ModelTest.Options(borrow: true)))
        {
            if (update.RawRepresentation is null)
                continue;
            seen.Add(update);
            texts.Add(update.Text);
            Assert.Same(update.Contents[0], Assert.Single(update.Contents));
            Assert.Equal(update.Text, update.RawRepresentation.ToString());
        }

        Assert.Single(seen);
        Assert.Equal(["a\n", "b\"", "c"], texts);
    }

    [Fact]
    public async Task New_updates_can_be_kept()
    {
        await using var gateway = await StubGateway.StartAsync();
        gateway.Reply(StubReply.Of("a", "b", "c"));
        var kept = await ModelTest.Client(gateway.BaseUrl).GetStreamingResponseAsync(ModelTest.Hello, ModelTest.Options()).ToListAsync();
        Assert.Equal(["a", "b", "c", ""], kept.Select(update => update.Text));
    }

    [Fact]
    public async Task Deltas_that_arrive_together_complete_synchronously_after_the_first()
    {
        var gate = new TaskCompletionSource();
        var burst = string.Concat(Enumerable.Range(0, 20).Select(i => "data: {\"choices\":[{\"delta\":{\"content\":\"" + i + "\"}}]}\n\n"));
        await using var gateway = await StubGateway.StartAsync();
        gateway.Reply(new StubReply().Text("first").After(gate.Task).Bytes(Encoding.UTF8.GetBytes(burst)).Hang());
        using var cancel = new CancellationTokenSource();
        await using var updates = ModelTest.Client(gateway.BaseUrl).GetStreamingResponseAsync(ModelTest.Hello, ModelTest.Options(), cancel.Token).GetAsyncEnumerator();
        Assert.True(await updates.MoveNextAsync());
        var next = updates.MoveNextAsync();
        Assert.False(next.IsCompleted);
        gate.SetResult();
        Assert.True(await next);
        for (var i = 1; i < 20; i++)
        {
            var ready = updates.MoveNextAsync();
            Assert.True(ready.IsCompletedSuccessfully);
            Assert.True(await ready);
            Assert.Equal($"{i}", updates.Current.Text);
        }

        var waiting = updates.MoveNextAsync();
        Assert.False(waiting.IsCompleted);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await waiting);
    }

    private static byte[] RandomStream(Random random)
    {
        string[] pieces = ["a", "ß", "🙂", "\\n", "\\\"", "\\\\", "\\/", "\\u00e4", "\\ud83d", "\\ude00", "\\ud83d\\ude00", " "];
        var text = new StringBuilder();
        for (var i = 0; i < 30; i++)
        {
            text.Append("data: {\"choices\":[{\"delta\":{\"content\":\"");
            for (var n = random.Next(4); n >= 0; n--)
                text.Append(pieces[random.Next(pieces.Length)]);
            text.Append("\"}}]}\n\n");
        }

        return Encoding.UTF8.GetBytes(text.Append("data: [DONE]\n\n").ToString());
    }
}
