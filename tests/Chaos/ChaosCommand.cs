using System.CommandLine;
using SmoothOperator.Chaos.Driving;
using SmoothOperator.Chaos.Host;

namespace SmoothOperator.Chaos;

/// <summary>The command line: <c>kill</c> drives, <c>host</c> is what it kills.</summary>
internal sealed class ChaosCommand : RootCommand
{
    private readonly Option<DirectoryInfo> _data = new("--data") { Description = "the data directory", Required = true };
    private readonly Option<Uri> _tools = new("--tools")
    {
        Description = "the tool server's address",
        Required = true,
        CustomParser = result => new Uri(result.Tokens[0].Value, UriKind.Absolute),
    };
    private readonly Option<string[]> _kill = new("--kill") { Description = "where it kills itself, as before:<step> or after:<step>, with #n for the n-th time" };
    private readonly Option<int> _runs = new("--runs") { Description = "how many runs", DefaultValueFactory = _ => 200 };
    private readonly Option<int> _seed = new("--seed") { Description = "what chooses", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _workers = new("--workers") { Description = "runs side by side", DefaultValueFactory = _ => Environment.ProcessorCount };
    private readonly Option<string[]> _points = new("--point") { Description = "only these kill points; the names are those of the table" };

    public ChaosCommand()
        : base("Kills a server at every point of a turn and checks that nothing was lost.")
    {
        AddHost();
        AddKill();
    }

    private void AddHost()
    {
        var command = new Command("host", "the server that is killed; it is driven by lines on its standard input") { _data, _tools, _kill };
        command.SetAction((parsed, cancellationToken) =>
            new ChaosHost(parsed.GetRequiredValue(_data), parsed.GetRequiredValue(_tools), parsed.GetValue(_kill) ?? []).RunAsync(cancellationToken));
        Add(command);
    }

    private void AddKill()
    {
        var command = new Command("kill", "runs turns, kills their server, starts it again and checks") { _runs, _seed, _workers, _points };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var campaign = new Campaign(parsed.GetValue(_seed), parsed.GetValue(_workers), afterlifeEvery: 1, Console.Out);
            var names = parsed.GetValue(_points) ?? [];
            var points = names.Length == 0 ? KillPoints.All : [.. names.Select(KillPoints.Find)];
            var results = await campaign.RunAsync(points, parsed.GetValue(_runs), cancellationToken);
            new SummaryTable(results).Print(Console.Out);
            return results.All(result => result.Violations.Count == 0) ? 0 : 1;
        });
        Add(command);
    }
}
