using System.CommandLine;

namespace SmoothOperator.Bench.Load;

/// <summary>The command line: one subcommand per scenario, each of which prints one result as a line of JSON.</summary>
internal sealed class LoadCommand : RootCommand
{
    private readonly Option<string> _subject = new("--subject") { Description = "who is measured, as the table names it", DefaultValueFactory = _ => "server" };
    private readonly Option<int> _port = new("--port") { Description = "its port on loopback", Required = true };
    private readonly Option<int?> _pid = new("--pid") { Description = "its process, for processor time and memory" };
    private readonly Option<int> _idlePid = new("--pid") { Description = "its process, for memory", Required = true };
    private readonly Option<int> _gatewayPort = new("--gateway-port") { Description = "the scripted gateway's port", Required = true };
    private readonly Option<int?> _gatewayPid = new("--gateway-pid") { Description = "the scripted gateway's process, for processor time" };
    private readonly Option<bool> _direct = new("--direct") { Description = "the port is the gateway's own: speak HTTP to it" };
    private readonly Option<bool> _bare = new("--bare") { Description = "open connections only: no session, no turn" };
    private readonly Option<int?> _warmPort = new("--warm-port") { Description = "a warm server on which the generator warms up itself" };
    private readonly Option<Script> _model = new("--model")
    {
        Description = "burst-N, instant-N or paced-MS-N",
        DefaultValueFactory = _ => Script.Parse("burst-64"),
        CustomParser = result => Script.Parse(result.Tokens[0].Value),
    };

    private readonly Argument<string[]> _command = new("command") { Description = "starts the server, behind --" };
    private readonly Argument<FileInfo> _file = new("file") { Description = "results, one a line" };
    private readonly Argument<DirectoryInfo> _directory = new("directory") { Description = "a directory on the disk in question" };

    public LoadCommand()
        : base("Drives a chat server over loopback and measures it.")
    {
        var connections = Bounded("--connections", 64, 20_000);
        var warmUp = Bounded("--warm-up", 5, 600);
        var seconds = Bounded("--seconds", 10, 600);
        var turns = Bounded("--turns", 2000, 100_000);
        Measured("throughput", "turns per second in a closed loop", [connections, warmUp, seconds, _pid, _gatewayPid, _direct], (parsed, target) =>
            new ThroughputScenario(target, parsed.GetValue(connections), Window(parsed), Usage(parsed, _pid), Usage(parsed, _gatewayPid)).RunAsync);
        Measured("ttft", "time to first token beside the gateway's own", [turns, _gatewayPort], (parsed, target) =>
            new FirstTokenScenario(
                target,
                new("gateway", parsed.GetValue(_gatewayPort), target.Script, IsDirect: true),
                warmUpPairs: parsed.GetValue(turns) / 4,
                pairs: parsed.GetValue(turns)).RunAsync);
        Measured("paced", "how long a paced token is held", [connections, warmUp, seconds, _pid, _direct], (parsed, target) =>
            new PacedScenario(target, parsed.GetValue(connections), Window(parsed), Usage(parsed, _pid)).RunAsync);
        Measured("idle", "resident memory per idle connection", [connections, _idlePid, _bare], (parsed, target) =>
            new IdleScenario(target, new ProcessUsage(parsed.GetValue(_idlePid)), parsed.GetValue(connections), parsed.GetValue(_bare)).RunAsync);
        Measured("coldstart", "speed from the first second on", [connections, seconds, _warmPort, _command], (parsed, target) =>
            new ColdStartScenario(
                target,
                parsed.GetValue(_warmPort) is { } warm ? target with { Port = warm } : null,
                parsed.GetValue(connections),
                TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                parsed.GetRequiredValue(_command)).RunAsync);
        AddDisk();
        AddTable();

        Measurement Window(ParseResult parsed) => new(TimeSpan.FromSeconds(parsed.GetValue(warmUp)), TimeSpan.FromSeconds(parsed.GetValue(seconds)));
    }

    private static Option<int> Bounded(string name, int usual, int most)
    {
        var option = new Option<int>(name) { Description = $"1 to {most}", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var value && (value < 1 || value > most))
                result.AddError($"{name} must be 1 to {most}");
        });
        return option;
    }

    private static ProcessUsage? Usage(ParseResult parsed, Option<int?> pid) => parsed.GetValue(pid) is { } id ? new(id) : null;

    private void Measured(string name, string description, Symbol[] symbols, Func<ParseResult, Target, Func<CancellationToken, Task<Result>>> scenario)
    {
        var command = new Command(name, description) { _subject, _port, _model };
        foreach (var symbol in symbols)
        {
            if (symbol is Option option)
                command.Add(option);
            else
                command.Add((Argument)symbol);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            var target = new Target(parsed.GetRequiredValue(_subject), parsed.GetValue(_port), parsed.GetRequiredValue(_model), parsed.GetValue(_direct));
            try
            {
                Report(await scenario(parsed, target)(cancellationToken).ConfigureAwait(false));
                return 0;
            }
            catch (Exception e) when (e is TurnFailedException or OperationCanceledException or System.Net.Sockets.SocketException)
            {
                await Console.Error.WriteLineAsync($"{name} {target.Subject}: {e.Message}").ConfigureAwait(false);
                return 1;
            }
        });
        Add(command);
    }

    private void AddDisk()
    {
        var command = new Command("disk", "time to make a 4 KiB append durable") { _directory };
        command.SetAction(parsed => Report(new DiskSyncScenario(parsed.GetRequiredValue(_directory), appends: 500).Run()));
        Add(command);
    }

    private void AddTable()
    {
        var command = new Command("table", "the table of all results; fails when a bound is broken") { _file };
        command.SetAction(parsed =>
        {
            var table = new ResultTable(ResultSet.Read(parsed.GetRequiredValue(_file)));
            table.Print(Console.Out);
            return table.IsMet ? 0 : 1;
        });
        Add(command);
    }

    private static void Report(Result result)
    {
        Console.Out.WriteLine(result.ToLine());
        var values = string.Join(", ", result.Values.Select(static value => $"{value.Key} {value.Value:0.###}"));
        Console.Error.WriteLine($"  {result.Scenario} {result.Subject}: {values}");
    }
}
