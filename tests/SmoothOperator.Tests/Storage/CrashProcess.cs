using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using SmoothOperator.Storage;
using SmoothOperator.Storage.Sqlite;
using SmoothOperator.Testing.Storage;

namespace SmoothOperator.Tests.Storage;

/// <summary>
/// The process that <see cref="SqliteCrashTests"/> kills: this very assembly, started as a program with a directory in its environment. It writes turns as fast as it can and prints each
/// message once it has been acknowledged.
/// </summary>
internal static class CrashProcess
{
    public const string DirectoryVariable = "SMOOTH_OPERATOR_TESTS_CRASH_DIRECTORY";

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255:The 'ModuleInitializer' attribute should not be used in libraries", Justification = "The runner's generated entry point leaves no other way in.")]
    internal static void RunWhenAsked()
    {
        if (Environment.GetEnvironmentVariable(DirectoryVariable) is not { Length: > 0 } directory)
            return;

        // A foreground thread keeps the process when the entry point returns; it cannot run before this initializer has ended.
        new Thread(() =>
        {
            WriteUntilKilledAsync(directory).GetAwaiter().GetResult();
            Environment.Exit(3);
        }).Start();
    }

    private static async Task WriteUntilKilledAsync(string directory)
    {
        await using var storage = await SqliteStorages.OpenAsync(directory, SqliteSynchronous.Full);
        await using var output = Console.OpenStandardOutput();
        await using var acknowledged = TextWriter.Synchronized(new StreamWriter(output) { AutoFlush = true });
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => WriteTurnsAsync(storage, acknowledged))));
    }

    private static async Task WriteTurnsAsync(IStorage storage, TextWriter acknowledged)
    {
        var scene = await Scene.OpenAsync(storage, "org-1");
        for (var i = 0; i < 100_000; i++)
        {
            var turn = await scene.BeginAsync(text: $"question {i}");
            await acknowledged.WriteLineAsync($"{scene.ConversationId} {turn.Id} question {i}");
            await scene.EndAsync(turn, reply: $"answer {i}");
            await acknowledged.WriteLineAsync($"{scene.ConversationId} {turn.Id} answer {i}");
        }
    }
}
