using System.Text.Json;
using SmoothOperator.Access.Widgets;
using SmoothOperator.Tests.Tools;
using Xunit;

namespace SmoothOperator.Tests.Widgets;

public sealed class WidgetAuthorizerTests
{
    private const string Key = "super-secret-public-key";
    private const string Signature = "72b732eee1c86db390a5aac431d03ce9b12e420bd28533ffc6d049e4ca993802";
    private const long SignedAt = 1_000_000;

    private static readonly WidgetPolicy Policy = new() { AllowedOrigins = ["https://app.example.com"], PublicKey = Key, OrganizationId = "acme" };

    [Theory]
    [InlineData("https://app.example.com", "https://app.example.com", true)]
    [InlineData("https://app.example.com", "https://app.example.com:8443", false)]
    [InlineData("https://app.example.com/", "https://app.example.com", false)]
    [InlineData("https://APP.example.com", "https://app.example.com", false)]
    [InlineData("https://*.smoo.ai", "https://dash.smoo.ai", true)]
    [InlineData("https://*.smoo.ai", "https://a.b.smoo.ai", true)]
    [InlineData("https://*.smoo.ai", "https://smoo.ai", true)]
    [InlineData("https://*.smoo.ai", "http://dash.smoo.ai", false)]
    [InlineData("https://*.smoo.ai", "https://notsmoo.ai", false)]
    [InlineData("https://*.smoo.ai", "https://dash.smoo.ai:8443", false)]
    [InlineData("https://*.smoo.ai:8443", "https://dash.smoo.ai:8443", true)]
    [InlineData("https://*.smoo.ai", "", false)]
    [InlineData("https://*.", "https://dash.", false)]
    [InlineData("*.smoo.ai", "https://dash.smoo.ai", false)]
    [InlineData("*", "https://anywhere", true)]
    [InlineData("*", null, true)]
    [InlineData("*", "null", true)]
    [InlineData("", null, false)]
    [InlineData(null, "https://app.example.com", false)]
    [InlineData(null, null, false)]
    public void Origins_match_as_the_table_says(string? pattern, string? origin, bool isAllowed) =>
        Assert.Equal(isAllowed, new WidgetPolicy { AllowedOrigins = pattern is null ? [] : ["https://other.example", pattern] }.AllowsOrigin(origin));

    [Theory]
    [InlineData("user-123", Signature, SignedAt, 0, true)]
    [InlineData("user-123", Signature, SignedAt, 60, true)]
    [InlineData("user-123", Signature, SignedAt, -60, true)]
    [InlineData("user-123", Signature, SignedAt, 61, false)]
    [InlineData("user-123", Signature, SignedAt, -61, false)]
    [InlineData("user-124", Signature, SignedAt, 0, false)]
    [InlineData("user-123", Signature, SignedAt + 1, 0, false)]
    [InlineData("user-123", Signature, long.MinValue, 0, false)]
    [InlineData("user-123", Signature, long.MaxValue, 0, false)]
    [InlineData(null, Signature, SignedAt, 0, false)]
    [InlineData("user-123", null, SignedAt, 0, false)]
    [InlineData("user-123", Signature, null, 0, false)]
    [InlineData("user-123", "", SignedAt, 0, false)]
    [InlineData("user-123", "zz", SignedAt, 0, false)]
    [InlineData("user-123", "72b732eee1c86db390a5aac431d03ce9b12e420bd28533ffc6d049e4ca99380", SignedAt, 0, false)]
    [InlineData("user-123", "72b732eee1c86db390a5aac431d03ce9b12e420bd28533ffc6d049e4ca9938zz", SignedAt, 0, false)]
    [InlineData("user-123", "72b732eee1c86db390a5aac431d03ce9b12e420bd28533ffc6d049e4ca99380200", SignedAt, 0, false)]
    public void A_signature_is_valid_for_its_user_and_minute_only(string? userId, string? signature, long? timestamp, int secondsLater, bool isValid) =>
        Assert.Equal(isValid, new SignedUser(userId, signature, timestamp).IsValid(Key, DateTimeOffset.FromUnixTimeSeconds(SignedAt + secondsLater)));

    [Fact]
    public void Hex_of_either_case_is_read_and_a_missing_key_makes_nothing_valid()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(SignedAt);

        Assert.True(new SignedUser("user-123", Signature.ToUpperInvariant(), SignedAt).IsValid(Key, now));
        Assert.False(new SignedUser("user-123", Signature, SignedAt).IsValid(null, now));
        Assert.False(new SignedUser("user-123", Signature, SignedAt).IsValid("", now));
        Assert.False(new SignedUser("user-123", Signature, SignedAt).IsValid("another key", now));
    }

    [Fact]
    public async Task A_policy_gives_the_tenant_and_a_valid_signature_the_user()
    {
        var anonymous = await DecideAsync(Policy, "https://app.example.com", null);
        var signed = await DecideAsync(Policy, "https://app.example.com", new("user-123", Signature, SignedAt));

        Assert.Equal((true, "acme", null), (anonymous.IsAllowed, anonymous.OrganizationId, anonymous.UserId));
        Assert.Equal((true, "acme", "user-123"), (signed.IsAllowed, signed.OrganizationId, signed.UserId));
    }

    [Fact]
    public async Task An_auth_context_of_null_is_invalid_under_a_policy_and_nobody_without_one()
    {
        Assert.Equal("AUTH_CONTEXT_INVALID", (await DecideAsync(Policy, "https://app.example.com", new(null, null, null))).Code);
        Assert.Equal(WidgetDecision.Free, await DecideAsync(null, "https://app.example.com", new("user-123", Signature, SignedAt)));
    }

    [Fact]
    public async Task The_first_failure_decides_and_has_the_text_of_the_protocol()
    {
        var strict = await DecideAsync(null, null, null, isStrict: true);
        var origin = await DecideAsync(Policy, "https://evil.example", new(null, null, null));
        var signature = await DecideAsync(Policy, "https://app.example.com", new("user-123", Signature, SignedAt + 120));

        Assert.Equal(("AGENT_NOT_AUTHORIZED", "this agent is not registered for embedding"), (strict.Code, strict.Message));
        Assert.Equal(("ORIGIN_NOT_ALLOWED", "this origin is not allowed to embed this agent"), (origin.Code, origin.Message));
        Assert.Equal(("AUTH_CONTEXT_INVALID", "authContext signature failed verification"), (signature.Code, signature.Message));
    }

    [Fact]
    public async Task Without_a_provider_only_the_strict_mode_refuses()
    {
        Assert.True((await new WidgetAuthorizer(null, isStrict: false, TimeProvider.System).AuthorizeAsync("a", null, null, default)).IsAllowed);
        Assert.Equal("AGENT_NOT_AUTHORIZED", (await new WidgetAuthorizer(null, isStrict: true, TimeProvider.System).AuthorizeAsync("a", null, null, default)).Code);
    }

    [Fact]
    public void Policies_are_read_from_json_in_snake_case()
    {
        var policies = JsonSerializer.Deserialize<Dictionary<string, WidgetPolicy>>("""{"a":{"allowed_origins":["*"],"public_key":"k","organization_id":"o"},"b":{}}""")!;

        Assert.Equal(("*", "k", "o"), (policies["a"].AllowedOrigins.Single(), policies["a"].PublicKey, policies["a"].OrganizationId));
        Assert.Empty(policies["b"].AllowedOrigins);
    }

    private static ValueTask<WidgetDecision> DecideAsync(WidgetPolicy? policy, string? origin, SignedUser? user, bool isStrict = false)
    {
        var policies = policy is null ? new Dictionary<string, WidgetPolicy>() : new() { ["agent"] = policy };
        var clock = new ManualClock();
        clock.Advance(TimeSpan.FromSeconds(SignedAt));
        return new WidgetAuthorizer(new StaticWidgetPolicyProvider(policies), isStrict, clock).AuthorizeAsync("agent", origin, user, default);
    }
}
