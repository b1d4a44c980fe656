using SmoothOperator.Chaos.Driving;
using Xunit;

namespace SmoothOperator.Tests.Chaos;

/// <summary>One run at each kill point; the full campaign is <c>chaos kill</c>.</summary>
[Trait("Category", "Chaos")]
public sealed class KillTests
{
    [Fact]
    public async Task Killed_at_any_point_of_a_turn_the_server_loses_nothing()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var campaign = new Campaign(seed: 1, workers: 2, afterlifeEvery: 5, TextWriter.Null);
        var results = await campaign.RunAsync(KillPoints.All, KillPoints.All.Count, deadline.Token);
        Assert.Equal(KillPoints.All.Count, results.Count);
        Assert.All(results, result => Assert.True(result.Violations.Count == 0, $"{result.Plan.Point.Name}: {string.Join("\n", result.Violations)}"));
    }
}
