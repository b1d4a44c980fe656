using SmoothOperator.Chaos.Checking;
using SmoothOperator.Chaos.Histories;
using SmoothOperator.Chaos.Host;

namespace SmoothOperator.Chaos.Driving;

/// <summary>Does one run after another, on one data directory after another.</summary>
internal sealed class Worker(ToolServer tools) : IAsyncDisposable
{
    private const int MostLives = 6;
    private static readonly TimeSpan RunLimit = TimeSpan.FromSeconds(60);

    private DirectoryInfo? _data;
    private HostProcess? _host;

    public async Task<RunResult> RunAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(RunLimit);
        var recorder = new Recorder();
        try
        {
            return await RunAsync(plan, recorder, deadline.Token);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && failure is OperationCanceledException or TimeoutException or IOException)
        {
            var seen = string.Join("\n      ", recorder.Frames.Select(frame => $"{frame.At.TotalSeconds:0.000} {frame}"));
            await ForgetAsync();
            return new RunResult(plan, recorder.Lives.Count(life => life.DiedAt is not null), recorder.Now, [$"stuck: {failure.Message}\n      {seen}"]);
        }
    }

    public async ValueTask DisposeAsync() => await ForgetAsync();

    private async Task<RunResult> RunAsync(RunPlan plan, Recorder recorder, CancellationToken cancellationToken)
    {
        await PrepareAsync(plan, recorder, cancellationToken);
        var visitor = VisitorOf(plan, recorder);
        var later = new Queue<string>(plan.Point.LaterFaults);
        while (!visitor.HasEnded)
        {
            if (_host!.Port is { } port)
                await visitor.TalkAsync(port, cancellationToken);
            if (!visitor.HasEnded)
                await RestartAsync(later.TryDequeue(out var kill) ? kill : null, recorder, cancellationToken);
        }

        var lives = recorder.Lives;
        var afterlife = plan.HasAfterlife ? await RetellAsync(visitor, recorder, cancellationToken) : 0;
        var history = new RunHistory
        {
            Order = plan.Order,
            Message = MessageOf(plan),
            Approves = plan.Approves,
            Frames = recorder.Frames,
            Lives = lives,
            Effects = tools.EffectsOn(plan.Order),
            Messages = await LateReader.ReadMessagesAsync(_host!.Port!.Value, visitor, cancellationToken),
            Afterlife = afterlife,
        };
        return ResultOf(plan, history);
    }

    private static string MessageOf(RunPlan plan) => $"Please note and charge {plan.Order}";

    private static RunResult ResultOf(RunPlan plan, RunHistory history)
    {
        var violations = HistoryChecker.Check(history);
        var deaths = history.Lives.Count(life => life.DiedAt is not null);
        var planned = 1 + plan.Point.LaterFaults.Count;
        if (plan.Point.External != ExternalKill.AnyTime && deaths != planned)
            violations = [.. violations, $"the server died {deaths} times where {planned} were planned: the point was not reached"];
        return new RunResult(plan, deaths, GoesOnInTime.Longest(history), violations);
    }

    private async Task PrepareAsync(RunPlan plan, Recorder recorder, CancellationToken cancellationToken)
    {
        if (plan.FreshData)
            await ForgetAsync();
        _data ??= Directory.CreateTempSubdirectory("chaos-");
        recorder.HostStarts();
        if (_host is null)
            _host = await HostProcess.StartAsync(_data, tools.Address, plan.Point.Fault, cancellationToken);
        else if (plan.Point.Fault is { } kill)
            await _host.ArmAsync(kill, cancellationToken);
    }

    private Visitor VisitorOf(RunPlan plan, Recorder recorder)
    {
        var external = plan.Point.External;
        if (external == ExternalKill.DuringNote)
            tools.Interrupt(ChaosTools.Note, plan.Order, KillAsync);
        if (external == ExternalKill.DuringCharge)
            tools.Interrupt(ChaosTools.Charge, plan.Order, KillAsync);
        var isSent = false;
        return new Visitor(recorder, MessageOf(plan), plan.Approves, plan.AsksFirst)
        {
            BeforeAnswer = external == ExternalKill.WhileParked ? KillAsync : () => Task.CompletedTask,
            Sent = () =>
            {
                if (external == ExternalKill.AnyTime && !isSent)
                    _ = KillLaterAsync(_host!, plan.KillAfter);
                isSent = true;
            },
        };
    }

    private Task KillAsync()
    {
        _host!.Kill();
        return Task.CompletedTask;
    }

    private static async Task KillLaterAsync(HostProcess host, TimeSpan after)
    {
        await Task.Delay(after);
        host.Kill();
    }

    private async Task RestartAsync(string? kill, Recorder recorder, CancellationToken cancellationToken, bool force = false)
    {
        if (force)
            _host!.Kill();
        var complaints = await _host!.EndAsync(cancellationToken);
        recorder.HostDied();
        await DisposeHostAsync();
        if (recorder.Lives.Count > MostLives)
            throw new IOException($"the server does not stay alive: {complaints}");
        recorder.HostStarts();
        _host = await HostProcess.StartAsync(_data!, tools.Address, kill, cancellationToken);
    }

    private async Task DisposeHostAsync()
    {
        if (_host is { } host)
        {
            _host = null;
            await host.DisposeAsync();
        }
    }

    private async Task<int> RetellAsync(Visitor visitor, Recorder recorder, CancellationToken cancellationToken)
    {
        await RestartAsync(kill: null, recorder, cancellationToken, force: true);
        return await LateReader.RetellAsync(_host!.Port!.Value, visitor, recorder, cancellationToken);
    }

    private async Task ForgetAsync()
    {
        await DisposeHostAsync();
        _data?.Delete(recursive: true);
        _data = null;
    }
}
