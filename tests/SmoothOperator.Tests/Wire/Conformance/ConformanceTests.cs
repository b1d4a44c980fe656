using SmoothOperator.Tests.Architecture;
using Xunit;

namespace SmoothOperator.Tests.Wire.Conformance;

public sealed class ConformanceTests
{
    private static readonly string[] Names =
    [
        "basic-streaming-turn", "cancel-mid-turn", "cancel-no-active-turn-noop", "citations-grounded-turn", "confirm-no-pending-error", "hitl-write-confirmation",
        "hitl-write-confirmation-denied", "missing-action-error", "multi-turn-conversation", "tool-call-turn", "unknown-session-error", "unsupported-action-error",
    ];

    private static string Folder => Path.Combine(Repository.Root, "tests", "SmoothOperator.Tests", "Wire", "Conformance", "Scenarios");

    public static TheoryData<string> Scenarios => [.. Found];

    private static IEnumerable<string> Found => Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    [Fact]
    public void The_corpus_is_all_there() => Assert.Equal(Names, Found);

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task The_server_plays_the_scenario(string name)
    {
        var scenario = await LoadAsync(name);

        Assert.Equal(name, scenario.Name);
        await ScenarioRunner.RunAsync(scenario);
    }

    [Theory]
    [InlineData("basic-streaming-turn", "\"assertAccumulated\": \"Hello Alice", "\"assertAccumulated\": \"Hello Bob", "the pieces make")]
    [InlineData("basic-streaming-turn", "usage.promptTokens\": 10", "usage.promptTokens\": 11", "is not 11")]
    [InlineData("basic-streaming-turn", "\"statusGte\": 200", "\"statusGte\": 300", "below 300")]
    [InlineData("basic-streaming-turn", "\"status\": 202", "\"status\": 200", "status is 202")]
    [InlineData("tool-call-turn", "toolResult.isError\": false", "toolResult.isError\": true", "is not true")]
    [InlineData("hitl-write-confirmation", "\"type\": \"write_confirmation_required\"", "\"type\": \"interaction_required\"", "came instead")]
    [InlineData("unknown-session-error", "\"SESSION_NOT_FOUND\"", "\"NOT_FOUND\"", "is not \"NOT_FOUND\"")]
    [InlineData("cancel-no-active-turn-noop", "\"pong\"", "\"cancelled\"", "came instead")]
    public async Task The_runner_sees_when_a_scenario_is_not_met(string name, string right, string wrong, string complaint)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, name + ".json"));
        var spoiled = text.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(text, spoiled);

        var failure = await Assert.ThrowsAsync<ScenarioException>(() => ScenarioRunner.RunAsync(Scenario.Parse(spoiled)));
        Assert.Contains(complaint, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_runner_sees_an_event_that_nobody_expected()
    {
        var scenario = await LoadAsync("unsupported-action-error");
        var ignoresAnEvent = scenario with { Steps = [scenario.Steps[0] with { Expect = null }, scenario.Steps[1]] };

        await Assert.ThrowsAsync<ScenarioException>(() => ScenarioRunner.RunAsync(ignoresAnEvent));
    }

    [Fact]
    public async Task The_runner_refuses_a_scenario_without_steps() =>
        await Assert.ThrowsAsync<ScenarioException>(() => ScenarioRunner.RunAsync(new Scenario("empty", "", [], null, [])));

    private static async Task<Scenario> LoadAsync(string name) => Scenario.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, name + ".json")));
}
