using System.Diagnostics;
using SmoothOperator.Storage;
using SmoothOperator.Turns;
using Xunit;

namespace SmoothOperator.Tests.Storage;

public sealed class SqliteCrashTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_was_acknowledged_survives_the_death_of_the_process_and_the_directory_is_free_at_once()
    {
        var acknowledged = new List<string[]>();
        for (var kill = 0; kill < 5; kill++)
            acknowledged.AddRange(await RunAndKillAfterAsync(lines: 1 + (kill * 97)));

        await using var storage = await SqliteStorages.OpenAsync(_directory);

        Assert.True(acknowledged.Count > 500, $"Only {acknowledged.Count} writes.");
        foreach (var conversation in acknowledged.GroupBy(line => line[0]))
            await CheckAsync(storage, conversation.Key, [.. conversation]);
    }

    private static async Task CheckAsync(IStorage storage, string conversationId, string[][] acknowledged)
    {
        var page = (await storage.Conversations.ListMessagesAsync(conversationId, null, 100_000, default))!;
        var log = page.Messages.Reverse().Select(message => message.Text).ToArray();
        Assert.Equal(Enumerable.Range(0, log.Length).Select(i => (i % 2 == 0 ? "question " : "answer ") + (i / 2)), log);
        Assert.InRange(log.Length, acknowledged.Length, acknowledged.Length + 2);
        foreach (var turn in acknowledged.Where(line => line[2].StartsWith("answer", StringComparison.Ordinal)))
        {
            Assert.Equal(TurnState.Completed, (await storage.Turns.GetAsync(turn[1], default))!.State);
            Assert.Equal(2, (await storage.Turns.ReadStepsAsync(turn[1], default)).Count);
        }

        var unfinished = await storage.Turns.GetUnfinishedAsync(conversationId, default);
        Assert.Equal(log.Length % 2 == 1, unfinished is not null);
        if (unfinished is not null)
            Assert.Single(await storage.Turns.ReadStepsAsync(unfinished.Id, default));
    }

    /// <summary>Conversation, turn and text of every write that was acknowledged.</summary>
    private async Task<List<string[]>> RunAndKillAfterAsync(int lines)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet", [typeof(SqliteCrashTests).Assembly.Location])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { [CrashProcess.DirectoryVariable] = _directory.Path },
        };
        using var process = Process.Start(start)!;
        var acknowledged = new List<string[]>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var giveUp = patience.Token.Register(process.Kill);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            acknowledged.Add(line.Split(' ', 3));
            if (acknowledged.Count == lines)
                process.Kill();
        }

        await process.WaitForExitAsync();
        Assert.NotEqual(3, process.ExitCode);
        Assert.True(acknowledged.Count >= lines, $"The process ended by itself after {acknowledged.Count} writes.");

        // The last line may have been cut by the kill; what it says was stored all the same, but cannot be read here.
        return [.. acknowledged.Where(line => line.Length == 3 && line[2].Contains(' ', StringComparison.Ordinal))];
    }
}
