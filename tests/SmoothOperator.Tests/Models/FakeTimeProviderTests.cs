using SmoothOperator.Testing;
using Xunit;

namespace SmoothOperator.Tests.Models;

public sealed class FakeTimeProviderTests
{
    [Fact]
    public void Timers_fire_in_the_order_they_are_due_each_at_its_own_time()
    {
        var clock = new FakeTimeProvider();
        var start = clock.GetUtcNow();
        var fired = new List<string>();
        using var late = clock.CreateTimer(_ => fired.Add($"late {(clock.GetUtcNow() - start).TotalSeconds}"), null, TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        using var often = clock.CreateTimer(_ => fired.Add($"often {(clock.GetUtcNow() - start).TotalSeconds}"), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        using var never = clock.CreateTimer(_ => fired.Add("never"), null, TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);
        never.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(["often 1", "late 3", "often 3"], fired);
        Assert.Equal(TimeSpan.FromSeconds(4), clock.GetElapsedTime(0));
        often.Dispose();
        Assert.False(often.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(3, fired.Count);
    }

    [Fact]
    public async Task Delays_and_cancellations_follow_the_clock()
    {
        var clock = new FakeTimeProvider();
        using var source = new CancellationTokenSource(TimeSpan.FromSeconds(5), clock);
        var delay = Task.Delay(TimeSpan.FromSeconds(4), clock);
        clock.Advance(TimeSpan.FromSeconds(4));
        await delay.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.False(source.IsCancellationRequested);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(source.IsCancellationRequested);
    }

    [Fact]
    public async Task A_test_can_wait_until_a_timer_is_set()
    {
        var clock = new FakeTimeProvider();
        var waiting = clock.WaitForTimerAsync(TimeSpan.FromSeconds(10));
        using var far = clock.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(11), Timeout.InfiniteTimeSpan);
        Assert.False(waiting.IsCompleted);
        using var near = clock.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        await waiting;
    }
}
