using System.Net;
using System.Net.Sockets;
using SmoothOperator.Models;
using SmoothOperator.Testing;
using Xunit;

namespace SmoothOperator.Tests.Models;

public sealed class GatewayRetryTests : IAsyncLifetime
{
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);
    private readonly FakeTimeProvider _clock = new();
    private StubGateway _gateway = null!;

    public async Task InitializeAsync() => _gateway = await StubGateway.StartAsync();

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(529)]
    public async Task A_busy_gateway_is_asked_again(int status)
    {
        _gateway.Reply(StubReply.Fail(status), StubReply.Fail(status), StubReply.Fail(status), StubReply.Of("x"));
        var telling = TellAsync();
        await RetryAsync(telling);
        Assert.Equal("text x", (await telling)[0]);
        Assert.Equal(4, _gateway.Requests.Count);
        Assert.All(_gateway.Requests, request => Assert.Equal(_gateway.Requests[0].BodyBytes.ToArray(), request.BodyBytes.ToArray()));
    }

    [Fact]
    public async Task The_fourth_failure_is_final()
    {
        _gateway.Reply([.. Enumerable.Repeat(StubReply.Fail(502, "bad day"), 5)]);
        var telling = TellAsync();
        await RetryAsync(telling);
        var error = await Assert.ThrowsAsync<ModelException>(() => telling);
        Assert.Equal(502, error.Status);
        Assert.Equal("bad day", error.Detail);
        Assert.DoesNotContain("bad day", error.Message, StringComparison.Ordinal);
        Assert.Equal(4, _gateway.Requests.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(302)]
    public async Task Other_failures_are_final_at_once(int status)
    {
        _gateway.Reply(StubReply.Fail(status).Header("Location", "/elsewhere"), StubReply.Of("x"));
        using var source = new GatewayChatClientSource(
            new ConfiguredGatewayKeyResolver("k"), new GatewayOptions { BaseUrl = _gateway.BaseUrl }, _clock, new RecordingLogger<GatewayChatClient>());
        var client = await source.GetAsync("org", default);
        var error = await Assert.ThrowsAsync<ModelException>(() => client!.GetResponseAsync(ModelTest.Hello, ModelTest.Options()));
        Assert.Equal(status, error.Status);
        Assert.Single(_gateway.Requests);
    }

    [Fact]
    public async Task Retry_after_in_seconds_is_waited_for()
    {
        _gateway.Reply(StubReply.Fail(429).Header("Retry-After", "30"), StubReply.Of("x"));
        var telling = TellAsync();
        await _clock.WaitForTimerAsync(LongestRetry);
        _clock.Advance(TimeSpan.FromSeconds(29.9));
        Assert.Single(_gateway.Requests);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal("text x", (await telling)[0]);
    }

    [Fact]
    public async Task Retry_after_as_a_date_is_waited_for()
    {
        var date = (_clock.GetUtcNow() + TimeSpan.FromSeconds(20)).ToString("R");
        _gateway.Reply(StubReply.Fail(503).Header("Retry-After", date), StubReply.Of("x"));
        var telling = TellAsync();
        await _clock.WaitForTimerAsync(LongestRetry);
        _clock.Advance(TimeSpan.FromSeconds(19.9));
        Assert.Single(_gateway.Requests);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal("text x", (await telling)[0]);
    }

    [Fact]
    public async Task A_longer_retry_after_fails_at_once()
    {
        _gateway.Reply(StubReply.Fail(429).Header("Retry-After", "31"), StubReply.Of("x"));
        var error = await Assert.ThrowsAsync<ModelException>(TellAsync);
        Assert.Equal(TimeSpan.FromSeconds(31), error.RetryAfter);
        Assert.Single(_gateway.Requests);
    }

    [Fact]
    public async Task A_past_or_broken_retry_after_does_no_harm()
    {
        _gateway.Reply(
            StubReply.Fail(429).Header("Retry-After", "soon"),
            StubReply.Fail(429).Header("Retry-After", "Mon, 01 Jan 2001 00:00:00 GMT"),
            StubReply.Of("x"));
        var telling = TellAsync();
        await RetryAsync(telling);
        Assert.Equal("text x", (await telling)[0]);
        Assert.Equal(3, _gateway.Requests.Count);
    }

    [Fact]
    public async Task The_first_wait_is_about_half_a_second()
    {
        _gateway.Reply(StubReply.Fail(500), StubReply.Of("x"));
        var telling = TellAsync();
        await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(1.5));
        _clock.Advance(TimeSpan.FromSeconds(1.5));
        Assert.Equal("text x", (await telling)[0]);
    }

    [Fact]
    public async Task A_connection_lost_before_the_first_token_is_made_again()
    {
        _gateway.Reply(
            new StubReply().Abort(),
            new StubReply().Delta("""{"role":"assistant","content":""}"""),
            new StubReply().Event("""{"error":{"code":503,"message":"busy"}}"""),
            StubReply.Of("x"));
        var telling = TellAsync();
        await RetryAsync(telling);
        Assert.Equal("text x", (await telling)[0]);
    }

    [Fact]
    public async Task A_gateway_that_is_not_there_is_tried_four_times()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var address = $"http://{closed.LocalEndpoint}/v1";
        closed.Stop();
        var log = new RecordingLogger<GatewayChatClient>();
        var telling = ModelTest.Client(address, _clock, log).TellAsync();
        await RetryAsync(telling);
        await Assert.ThrowsAsync<ModelException>(() => telling);
        Assert.Equal(3, log.Lines.Count);
    }

    [Fact]
    public async Task Nothing_is_retried_after_the_first_token()
    {
        var gate = new TaskCompletionSource();
        _gateway.Reply(new StubReply().Text("x").After(gate.Task).Abort(), StubReply.Of("y"));
        await using var updates = ModelTest.Client(_gateway.BaseUrl, _clock)
            .GetStreamingResponseAsync(ModelTest.Hello, ModelTest.Options()).GetAsyncEnumerator();
        Assert.True(await updates.MoveNextAsync());
        gate.SetResult();
        await Assert.ThrowsAsync<ModelException>(async () => await updates.MoveNextAsync());
        Assert.Single(_gateway.Requests);
    }

    [Fact]
    public async Task A_wait_between_attempts_can_be_cancelled()
    {
        _gateway.Reply(StubReply.Fail(429).Header("Retry-After", "30"));
        using var cancel = new CancellationTokenSource();
        var telling = ModelTest.Client(_gateway.BaseUrl, _clock).TellAsync(cancellationToken: cancel.Token);
        await _clock.WaitForTimerAsync(LongestRetry);
        await cancel.CancelAsync();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => telling);
        Assert.Equal(cancel.Token, error.CancellationToken);
    }

    private Task<List<string>> TellAsync() => ModelTest.Client(_gateway.BaseUrl, _clock).TellAsync();

    /// <summary>Ends every wait until the call has ended; an attempt may fail, and wait again, while the clock still moves.</summary>
    private async Task RetryAsync(Task telling)
    {
        while (await Task.WhenAny(telling, _clock.WaitForTimerAsync(LongestRetry)) != telling)
            _clock.Advance(LongestRetry);
    }
}
