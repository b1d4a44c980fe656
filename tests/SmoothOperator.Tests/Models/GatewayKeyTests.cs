using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SmoothOperator.Models;
using SmoothOperator.Testing;
using Xunit;

namespace SmoothOperator.Tests.Models;

public sealed class GatewayKeyTests
{
    [Fact]
    public async Task Each_organization_calls_with_its_own_key()
    {
        await using var gateway = await StubGateway.StartAsync();
        gateway.Fallback = _ => StubReply.Of("x");
        using var source = Source(gateway.BaseUrl, new KeyPerOrganization());
        foreach (var organization in new[] { "a", "b", "a" })
        {
            var client = await source.GetAsync(organization, default);
            await client!.GetResponseAsync(ModelTest.Hello, ModelTest.Options());
        }

        Assert.Equal(["Bearer key-of-a", "Bearer key-of-b", "Bearer key-of-a"], gateway.Requests.Select(request => request.Authorization));
        Assert.Same(await source.GetAsync("a", default), await source.GetAsync("a", default));
        Assert.Null(await source.GetAsync("none", default));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t")]
    public async Task Without_a_configured_key_no_model_is_available(string? key)
    {
        using var source = Source("http://localhost/v1", new ConfiguredGatewayKeyResolver(key));
        Assert.Null(await source.GetAsync("a", default));
    }

    [Fact]
    public async Task A_configured_key_serves_every_organization()
    {
        using var source = Source("http://localhost/v1", new ConfiguredGatewayKeyResolver(" key\n"));
        Assert.Same(await source.GetAsync("a", default), await source.GetAsync("b", default));
    }

    [Fact]
    public async Task A_fixed_source_gives_its_client_to_all()
    {
        using var client = new ScriptedChatClient();
        Assert.Same(client, await new FixedChatClientSource(client).GetAsync("a", default));
    }

    [Fact]
    public async Task More_keys_than_are_kept_still_work()
    {
        using var source = Source("http://localhost/v1", new KeyPerOrganization());
        var first = await source.GetAsync("0", default);
        for (var i = 1; i <= 1_100; i++)
            Assert.NotNull(await source.GetAsync($"{i}", default));
        Assert.NotSame(first, await source.GetAsync("0", default));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a\r\nX: y")]
    [InlineData("schlüssel")]
    public async Task A_key_that_cannot_be_sent_is_refused_without_being_shown(string key)
    {
        using var source = Source("http://localhost/v1", new ConfiguredGatewayKeyResolver(key));
        var error = await Assert.ThrowsAsync<ArgumentException>(async () => await source.GetAsync("a", default));
        Assert.DoesNotContain(key, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_is_masked_in_what_the_gateway_echoes_and_never_logged()
    {
        var padding = new string('p', ModelException.MaxDetailLength - 10);
        StubReply[] replies =
        [
            StubReply.Fail(401, $"bad key {ModelTest.Key}"),
            StubReply.Fail(401, padding + ModelTest.Key + padding),
            StubReply.Fail(401, string.Concat(Enumerable.Repeat(ModelTest.Key, 10_000))),
            StubReply.Fail(401, new string('p', 16 * 1024 - 5) + ModelTest.Key),
            new StubReply().Event($$"""{"error":"bad key {{ModelTest.Key}}"}"""),
            new StubReply().Event($"no json {ModelTest.Key}"),
        ];
        var log = new RecordingLogger<GatewayChatClient>();
        await using var gateway = await StubGateway.StartAsync();
        foreach (var reply in replies)
        {
            gateway.Reply(reply);
            var error = await Assert.ThrowsAsync<ModelException>(() => ModelTest.Client(gateway.BaseUrl, logger: log).TellAsync());
            Assert.True(error.Detail!.Length <= ModelException.MaxDetailLength);
            Assert.DoesNotContain(ModelTest.Key[..8], error.Detail, StringComparison.Ordinal);
            Assert.DoesNotContain(ModelTest.Key, error.ToString(), StringComparison.Ordinal);
        }

        var clock = new FakeTimeProvider();
        gateway.Reply(StubReply.Fail(503, ModelTest.Key), StubReply.Of("x"));
        var telling = ModelTest.Client(gateway.BaseUrl, clock, log).TellAsync();
        await clock.WaitForTimerAsync(TimeSpan.FromSeconds(30));
        clock.Advance(TimeSpan.FromSeconds(30));
        await telling;
        Assert.Contains("503", Assert.Single(log.Lines), StringComparison.Ordinal);
        Assert.DoesNotContain(log.Lines, line => line.Contains(ModelTest.Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_long_malformed_event_is_cut_in_the_detail()
    {
        var stream = Encoding.UTF8.GetBytes("data: " + new string('ü', 100_000) + "\n\n");
        var error = await Assert.ThrowsAsync<ModelException>(() => ModelTest.Client([stream]).TellAsync());
        Assert.Equal(new string('ü', ModelException.MaxDetailLength), error.Detail);
    }

    private static GatewayChatClientSource Source(string baseUrl, IGatewayKeyResolver keys) =>
        new(keys, new GatewayOptions { BaseUrl = baseUrl }, TimeProvider.System, NullLogger<GatewayChatClient>.Instance);

    private sealed class KeyPerOrganization : IGatewayKeyResolver
    {
        public ValueTask<string?> ResolveAsync(string organizationId, CancellationToken cancellationToken) =>
            ValueTask.FromResult<string?>(organizationId == "none" ? "" : $"key-of-{organizationId}");
    }
}
