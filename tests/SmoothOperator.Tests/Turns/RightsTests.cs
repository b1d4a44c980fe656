using Microsoft.Extensions.DependencyInjection;
using SmoothOperator.Access;
using SmoothOperator.Agents;
using SmoothOperator.Testing;
using SmoothOperator.Turns.Events;
using SmoothOperator.Turns.Steps;
using Xunit;

namespace SmoothOperator.Tests.Turns;

/// <summary>A turn that goes on does so under what holds then.</summary>
public sealed class RightsTests
{
    [Fact]
    public async Task A_tool_taken_from_the_agent_meanwhile_does_not_run_though_it_was_approved()
    {
        var (world, catalog, tool, engine, _) = await ParkAsync(TimeSpan.FromHours(1));
        await using var disposed = world;
        catalog.Profile = new AgentProfile { Tools = [] };
        var audience = new RecordingAudience();
        Assert.True(await engine.AnswerAsync(approved: true, audience));
        await audience.Follower.WaitForAsync<TurnEnded>();
        Assert.Empty(tool.Keys);
        Assert.Contains(audience.Follower.Told, entry => entry.Event is ToolReturned { IsError: true } returned && returned.Result.Contains("no tool", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Instructions_changed_meanwhile_are_used()
    {
        var (world, catalog, _, engine, model) = await ParkAsync(TimeSpan.FromHours(1));
        await using var disposed = world;
        catalog.Profile = new AgentProfile { Instructions = "Speak like a pirate." };
        var audience = new RecordingAudience();
        Assert.True(await engine.AnswerAsync(approved: true, audience));
        await audience.Follower.WaitForAsync<TurnEnded>();
        Assert.DoesNotContain("pirate", model.Calls[0].Messages[0].Text, StringComparison.Ordinal);
        Assert.Contains("pirate", model.Calls[1].Messages[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(59, "staff")]
    [InlineData(60, "")]
    public async Task Groups_count_until_they_expire(int seconds, string expected)
    {
        var (world, _, _, engine, _) = await ParkAsync(TimeSpan.FromSeconds(60));
        await using var disposed = world;
        world.Time.Advance(TimeSpan.FromSeconds(seconds));
        var audience = new RecordingAudience();
        Assert.True(await engine.AnswerAsync(approved: true, audience));
        await audience.Follower.WaitForAsync<TurnEnded>();
        Assert.Equal("staff", string.Join(',', engine.Tools.Asked[0].Reader.Groups));
        Assert.Equal(expected, string.Join(',', engine.Tools.Asked[1].Reader.Groups));
    }

    [Fact]
    public async Task An_agent_that_cannot_be_read_fails_the_turn_closed()
    {
        var (world, catalog, tool, engine, _) = await ParkAsync(TimeSpan.FromHours(1));
        await using var disposed = world;
        catalog.Failure = new IOException("catalog is down");
        var audience = new RecordingAudience();
        Assert.True(await engine.AnswerAsync(approved: true, audience));
        var end = await audience.Follower.WaitForAsync<TurnEnded>();
        Assert.Equal("AGENT_ERROR", Assert.IsType<TurnFailed>(end.Step).Code);
        Assert.Empty(tool.Keys);
    }

    private static async Task<(World World, MutableCatalog Catalog, TestTool Tool, Engine Engine, ScriptedChatClient Model)> ParkAsync(TimeSpan groupsLast)
    {
        var world = await World.OpenAsync(agentId: "agent");
        var (catalog, tool) = (new MutableCatalog(), TestTool.Gated());
        var model = new ScriptedChatClient().ToolCall("pay").Text("end");
        var engine = world.Live(model, add: services => services.AddSingleton<IAgentCatalog>(catalog), tools: tool);
        var request = world.Request() with { Reader = new AccessContext("org", "user", ["staff"]), GroupsExpireAt = world.Time.GetUtcNow() + groupsLast };
        await (await engine.SendAsync(request)).WaitForAsync<ApprovalRequested>();
        return (world, catalog, tool, engine, model);
    }

    private sealed class MutableCatalog : IAgentCatalog
    {
        public AgentProfile? Profile { get; set; }

        public Exception? Failure { get; set; }

        public ValueTask<AgentProfile?> GetAgentAsync(string organizationId, string agentId, CancellationToken cancellationToken) =>
            Failure is { } failure ? ValueTask.FromException<AgentProfile?>(failure) : new(Profile);

        public ValueTask<string?> GetPersonaAsync(string organizationId, CancellationToken cancellationToken) => new((string?)null);
    }
}
