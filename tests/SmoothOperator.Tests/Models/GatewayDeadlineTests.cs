using SmoothOperator.Models;
using SmoothOperator.Testing;
using Xunit;

namespace SmoothOperator.Tests.Models;

public sealed class GatewayDeadlineTests : IAsyncLifetime
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(120);
    private readonly FakeTimeProvider _clock = new();
    private StubGateway _gateway = null!;

    public async Task InitializeAsync() => _gateway = await StubGateway.StartAsync();

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public async Task Silence_before_the_first_event_ends_the_call()
    {
        _gateway.Reply(new StubReply().Hang(), StubReply.Of("x"));
        var telling = TellAsync();
        await _gateway.WaitForRequestAsync();
        _clock.Advance(Idle);
        var error = await Assert.ThrowsAsync<ModelException>(() => telling);
        Assert.False(error.IsTransient);
        await _gateway.Requests[0].Aborted.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Single(_gateway.Requests);
    }

    [Fact]
    public async Task Silence_between_events_ends_the_call_and_events_put_it_off()
    {
        var gates = Enumerable.Range(0, 3).Select(_ => new TaskCompletionSource()).ToArray();
        _gateway.Reply(new StubReply().Text("a").After(gates[0].Task).Text("b").After(gates[1].Task).Bytes(": still here\n\n"u8.ToArray()).Hang());
        await using var updates = Client().GetStreamingResponseAsync(ModelTest.Hello, ModelTest.Options()).GetAsyncEnumerator();
        Assert.True(await updates.MoveNextAsync());
        var second = updates.MoveNextAsync().AsTask();
        _clock.Advance(Idle * 0.9);
        gates[0].SetResult();
        Assert.True(await second);
        var third = updates.MoveNextAsync().AsTask();
        _clock.Advance(Idle * 0.9);
        gates[1].SetResult();
        await _clock.WaitForTimerAsync(Idle * 0.1);
        Assert.False(third.IsCompleted);
        _clock.Advance(Idle * 0.1);
        await Assert.ThrowsAsync<ModelException>(() => third);
    }

    [Fact]
    public async Task A_slow_consumer_is_not_silence()
    {
        var gate = new TaskCompletionSource();
        _gateway.Reply(new StubReply().Text("a").After(gate.Task).Text("b").Finish("stop").Done());
        await using var updates = Client().GetStreamingResponseAsync(ModelTest.Hello, ModelTest.Options()).GetAsyncEnumerator();
        Assert.True(await updates.MoveNextAsync());
        _clock.Advance(Idle * 2);
        gate.SetResult();
        Assert.True(await updates.MoveNextAsync());
        Assert.Equal("b", updates.Current.Text);
    }

    [Fact]
    public async Task A_call_has_a_longest_duration_however_lively_it_is()
    {
        _gateway.Reply(new StubReply().Text("a").Hang());
        await using var updates = Client().GetStreamingResponseAsync(ModelTest.Hello, ModelTest.Options()).GetAsyncEnumerator();
        Assert.True(await updates.MoveNextAsync());
        _clock.Advance(TimeSpan.FromSeconds(600));
        var error = await Assert.ThrowsAsync<ModelException>(async () => await updates.MoveNextAsync());
        Assert.Contains("too long", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_that_hangs_after_the_finish_reason_has_answered()
    {
        _gateway.Reply(new StubReply().Text("a").Finish("length").Usage(1, 2).Hang());
        var telling = TellAsync();
        await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(10));
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(["text a", "usage 1 2", "finish length"], await telling);
    }

    [Fact]
    public async Task Cancelling_ends_the_call_and_closes_the_request()
    {
        _gateway.Reply(new StubReply().Text("a").Hang());
        using var cancel = new CancellationTokenSource();
        await using var updates = Client().GetStreamingResponseAsync(ModelTest.Hello, ModelTest.Options(), cancel.Token).GetAsyncEnumerator();
        Assert.True(await updates.MoveNextAsync());
        var waiting = updates.MoveNextAsync().AsTask();
        await cancel.CancelAsync();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(cancel.Token, error.CancellationToken);
        await _gateway.Requests[0].Aborted.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Leaving_the_stream_early_closes_the_request()
    {
        _gateway.Reply(new StubReply().Text("a").Hang());
        using var source = new GatewayChatClientSource(
            new ConfiguredGatewayKeyResolver("k"), new GatewayOptions { BaseUrl = _gateway.BaseUrl }, _clock, new RecordingLogger<GatewayChatClient>());
        var client = await source.GetAsync("org", default);
        await foreach (var update in client!.GetStreamingResponseAsync(ModelTest.Hello, ModelTest.Options()))
        {
            Assert.Equal("a", update.Text);
            break;
        }

        await _gateway.Requests[0].Aborted.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private GatewayChatClient Client() => ModelTest.Client(_gateway.BaseUrl, _clock);

    private Task<List<string>> TellAsync() => Client().TellAsync();
}
