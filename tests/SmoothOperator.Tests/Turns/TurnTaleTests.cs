using Microsoft.Extensions.AI;
using SmoothOperator.Testing;
using SmoothOperator.Turns.Events;
using Xunit;

namespace SmoothOperator.Tests.Turns;

/// <summary>What the steps of a turn recall is what was told while it ran.</summary>
public sealed class TurnTaleTests
{
    [Fact]
    public async Task What_is_recalled_equals_what_was_told()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            await using var world = await World.OpenAsync();
            var random = new Random(seed);
            var (live, lives) = await PlayAsync(world, random);
            var next = world.Live(new ScriptedChatClient());
            var retold = (await next.ResumeAsync())!;
            Assert.True(Tale(live) == Tale(retold), $"seed {seed}, {lives} lives\n{Tale(live)}\n-----\n{Tale(retold)}");
            Assert.Equal(Enumerable.Range(1, retold.Told.Count).Select(seq => (long)seq), retold.Told.Select(entry => entry.Position.Seq));
        }
    }

    /// <summary>Plays a random turn to its end, each park answered in this life of the server or in the next.</summary>
    private static async Task<(RecordingFollower Follower, int Lives)> PlayAsync(World world, Random random)
    {
        var model = ScriptOf(random);
        AIFunction[] tools = [TestTool.Reader("look"), TestTool.Reader("find"), TestTool.Writer("write"), TestTool.Idempotent("put"), TestTool.Gated("pay"), TestTool.Writer("fail", () => throw new InvalidOperationException())];
        var engine = world.Live(model, tools: tools);
        var follower = await engine.SendAsync(world.Request() with { Stream = random.Next(8) > 0 });
        var lives = 1;
        for (var parks = 1; await follower.WaitForRestAsync(parks) is not TurnEnded; parks++)
        {
            if (random.Next(2) == 0)
            {
                lives++;
                engine = world.Live(model, tools: tools);
            }

            // One who asks from the beginning shows everything, whoever told it.
            var audience = new RecordingAudience();
            follower = (await engine.ResumeAsync(audience: audience))!;
            parks = follower.Told.Count(entry => entry.Event is ApprovalRequested);
            if (random.Next(4) > 0)
            {
                Assert.True(await engine.AnswerAsync(approved: random.Next(3) > 0, audience));
            }
            else
            {
                world.Time.Advance(TimeSpan.FromSeconds(301));
                await engine.Turns.ExpireParksAsync(default);
            }
        }

        return (follower, lives);
    }

    private static ScriptedChatClient ScriptOf(Random random)
    {
        var model = new ScriptedChatClient();
        var replies = random.Next(1, 5);
        for (var reply = 0; reply < replies; reply++)
        {
            var updates = Enumerable.Range(0, random.Next(4)).Select(i => new ChatResponseUpdate(ChatRole.Assistant, Words(random))).ToList();
            var names = Enumerable.Range(0, random.Next(4)).Select(_ => (string[])["look", "find", "write", "put", "pay", "fail", "unknown"]).Select(all => all[random.Next(all.Length)]);
            updates.AddRange(names.Select((name, i) => new ChatResponseUpdate(ChatRole.Assistant, [new FunctionCallContent($"c{reply}-{i}", name, new Dictionary<string, object?>(StringComparer.Ordinal))])));
            model.Updates([.. updates]);
        }

        return model.Updates(new ChatResponseUpdate(ChatRole.Assistant, "The end, " + Words(random)));
    }

    private static string Words(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => (string[])["word ", "\"q\" ", "é", "😀", "\n", "\\", "<b>"]).Select(all => all[random.Next(all.Length)]));

    /// <summary>
    /// Runs of text and events in order. Readers that run side by side are announced together while they run and one by one afterwards, so where a call's own event stands is not compared, only that it stands before its result.
    /// </summary>
    private static string Tale(RecordingFollower follower)
    {
        var lines = new List<string>();
        var calls = new List<string>();
        var run = "";
        foreach (var entry in follower.Shown.Where(entry => entry.Event is not null || entry.Kind == TextKind.Answer))
        {
            if (entry.Text is { } text)
            {
                run += text;
                continue;
            }

            if (run.Length > 0)
                lines.Add("text " + run);
            run = "";
            if (entry.Event is ToolCalled called)
            {
                calls.Add($"call {called.Name} {called.Arguments}");
                continue;
            }

            if (entry.Event is ToolReturned returned)
                Assert.Contains(calls, call => call.StartsWith($"call {returned.Name} ", StringComparison.Ordinal));
            lines.Add(entry.Event!.ToString()!);
        }

        return string.Join('\n', lines.Concat(calls.Order(StringComparer.Ordinal)));
    }
}
