using SmoothOperator.Turns;
using SmoothOperator.Turns.Events;
using Xunit;

namespace SmoothOperator.Tests.Turns;

/// <summary>Followers that join, leave and come back at any number of a running turn.</summary>
public sealed class TurnStreamTests
{
    private static readonly string[] Pieces = ["a", "word ", "é", "😀", "\"", "\\", "\n", "a longer piece of text, ", "\u2028", "</script>"];

    [Fact]
    public async Task Each_follower_gets_a_gapless_stream_that_equals_everybody_elses()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            await using var world = await World.OpenAsync();
            var random = new Random(seed);
            var model = new SteppedModel();
            var engine = world.Live(model, configure: options => options.Model.MaxIterations = 1000, tools: TestTool.Reader());
            var reference = await engine.SendAsync();
            var followers = new List<(RecordingFollower Follower, long AfterSeq)>();
            var gone = new HashSet<RecordingFollower>();
            for (var step = 0; step < 60; step++)
            {
                if (random.Next(3) == 0)
                {
                    followers.Add(await JoinAsync(engine, random.NextInt64(reference.Told.Count + 1)));
                }
                else if (random.Next(6) == 0 && followers.Count > 0)
                {
                    var (leaver, afterSeq) = followers[random.Next(followers.Count)];
                    TurnService.Leave(leaver.Stream, leaver);
                    gone.Add(leaver);
                    followers.Add(await JoinAsync(engine, afterSeq + leaver.Told.Count));
                }
                else
                {
                    await SpeakAsync(model, reference, random, step);
                }
            }

            model.Say("end");
            model.Finish();
            await reference.WaitForAsync<TurnEnded>();
            await engine.Turns.StopAsync(TimeSpan.FromSeconds(10));
            Assert.Equal(Enumerable.Range(1, reference.Told.Count).Select(seq => new EventPosition(1, seq)), reference.Told.Select(entry => entry.Position));
            foreach (var (follower, afterSeq) in followers)
            {
                var rest = reference.Told.Skip((int)afterSeq);
                Assert.Equal(gone.Contains(follower) ? rest.Take(follower.Told.Count) : rest, follower.Told);
                Assert.Equal(new ResumePoint(TurnState.Running, 1, afterSeq + 1, Restarted: false), Assert.Single(follower.Resumed));
            }
        }
    }

    private static async Task<(RecordingFollower Follower, long AfterSeq)> JoinAsync(Engine engine, long afterSeq) => ((await engine.ResumeAsync(epoch: 1, afterSeq))!, afterSeq);

    [Fact]
    public async Task With_next_to_no_memory_streams_are_told_anew_and_nobody_misses_anything()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            await using var world = await World.OpenAsync();
            var random = new Random(seed);
            var model = new SteppedModel();
            var engine = world.Live(model, configure: options => (options.Model.MaxIterations, options.Connections.ReplayMemoryPerTurn) = (1000, random.Next(2000)), tools: TestTool.Reader());
            var plain = await engine.SendAsync(canResume: false);
            var followers = new List<RecordingFollower>();
            for (var step = 0; step < 40; step++)
            {
                if (random.Next(4) > 0)
                    await SpeakAsync(model, plain, random, step, maySeeReasoning: false);
                else if (followers.Count == 0 || random.Next(2) == 0)
                    followers.Add((await engine.ResumeAsync())!);
                else
                    followers.Add((await engine.ResumeAsync(followers[^1].Resumed[^1].Epoch, random.NextInt64(plain.Stream.LastSeq + 1)))!);
            }

            model.Say("end");
            model.Finish();
            await plain.WaitForAsync<TurnEnded>();
            foreach (var follower in followers)
            {
                await follower.WaitForAsync<TurnEnded>();
                AssertGapless(follower);
            }

            // Whoever was told from the beginning shows all of it.
            foreach (var follower in followers.Where(follower => follower.Shown[0].Event is TurnAccepted))
                Assert.Equal(plain.Text, follower.Text);
        }
    }

    private static void AssertGapless(RecordingFollower follower)
    {
        var (epoch, seq) = (follower.Shown[0].Position.Epoch, follower.Shown[0].Position.Seq);
        foreach (var entry in follower.Shown)
            Assert.Equal(new EventPosition(epoch, seq++), entry.Position);
    }

    private static async Task SpeakAsync(SteppedModel model, RecordingFollower reference, Random random, int step, bool maySeeReasoning = true)
    {
        var count = reference.Told.Count;
        switch (random.Next(10))
        {
            case 0:
                model.Call("look", $"c{step}");
                model.Finish();
                await reference.WaitForCountAsync(count + 2);
                break;
            case 1 when maySeeReasoning:
                model.Think(Pieces[random.Next(Pieces.Length)]);
                await reference.WaitForCountAsync(count + 1);
                break;
            default:
                model.Say(Pieces[random.Next(Pieces.Length)]);
                await reference.WaitForCountAsync(count + 1);
                break;
        }
    }
}
