using System.CommandLine;
using SmoothOperator.Knowledge;
using SmoothOperator.Server.Configuration;
using SmoothOperator.Storage;
using SmoothOperator.Tools.Declared;

namespace SmoothOperator.Server.Serve;

/// <summary><c>serve</c>, the default command: reads the environment, and serves until it is asked to stop.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var demo = new Option<bool>("--demo") { Description = "Sample documents, a chat page at /, a refund tool that waits for approval, and, without SMOOAI_GATEWAY_KEY, a built-in demo model." };
        var command = new Command("serve", "Serves the chat protocol at /ws. Configured by environment variables; see docs/configuration.md.") { demo };
        command.SetAction((arguments, stopping) => RunAsync(arguments.GetValue(demo), stopping));
        return command;
    }

    /// <summary>Runs the server. Exit code 78 for a configuration it cannot start with, with every reason on standard error.</summary>
    private static async Task<int> RunAsync(bool isDemo, CancellationToken stopping)
    {
        var environment = SettingsReader.ProcessEnvironment();
        var report = SettingsReader.Read(environment);
        if (!report.IsValid)
        {
            report.WriteProblems(Console.Error);
            return SettingsReport.ExitCode;
        }

        foreach (var warning in report.Warnings)
            await Console.Error.WriteLineAsync($"warning: {warning}");
        try
        {
            await using var app = ServerHost.Build(report.Settings, isDemo, environment);
            try
            {
                await app.StartAsync(stopping);
            }
            catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
            {
                return 0;
            }

            ServerHost.Announce(app, report.Settings, isDemo, Console.Out);
            await app.WaitForShutdownAsync(stopping);
            return 0;
        }
        catch (DeclaredToolsException failure)
        {
            return await RefuseAsync(failure.Problems.Select(problem => $"SMOOTH_AGENT_TOOLS_FILE: {problem}"));
        }
        catch (SeedFileException failure)
        {
            return await RefuseAsync([$"SMOOTH_AGENT_SEED_FILE: {failure.Message}"]);
        }
        catch (StorageException failure)
        {
            return await RefuseAsync([failure.Message]);
        }
        catch (IOException failure)
        {
            return await RefuseAsync([failure.Message]);
        }
    }

    private static async Task<int> RefuseAsync(IEnumerable<string> problems)
    {
        await Console.Error.WriteLineAsync("smooth-operator cannot start:");
        foreach (var problem in problems)
            await Console.Error.WriteLineAsync($"  {problem}");
        return SettingsReport.ExitCode;
    }
}
