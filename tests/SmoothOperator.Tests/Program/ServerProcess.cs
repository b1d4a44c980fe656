using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;

namespace SmoothOperator.Tests.Program;

/// <summary>The built program as its users run it: a process of its own, configured by its environment alone, with a free port. Ends with the test, whatever happens.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string Announcement = "listening on ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] Inherited = ["PATH", "HOME", "TMPDIR", "TEMP", "TMP", "DOTNET_ROOT", "SystemRoot"];

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly TaskCompletionSource<Uri?> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) =>
        {
            Keep(_output, line.Data);
            if (line.Data?.StartsWith(Announcement, StringComparison.Ordinal) == true)
                _address.TrySetResult(new Uri(line.Data[Announcement.Length..]));
        };
        process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
    }

    /// <summary>The WebSocket address the program printed.</summary>
    public Uri Socket { get; private set; } = null!;

    /// <summary>The HTTP address of the same port.</summary>
    public Uri Address => new($"http://{Socket.Authority}/");

    public int Id => _process.Id;

    public string Output => Read(_output);

    public string Errors => Read(_errors);

    /// <summary>Starts the program without waiting for anything.</summary>
    /// <param name="directory">Its working directory, where its data are kept unless its environment says otherwise.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="environment">Its variables, besides a free port.</param>
    public static ServerProcess Launch(string directory, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "smooth-operator.dll"), .. arguments])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in start.Environment.Keys.Except(Inherited, StringComparer.OrdinalIgnoreCase).ToList())
            start.Environment.Remove(name);
        start.Environment["SMOOTH_AGENT_PORT"] = "0";
        start.Environment["SMOOTH_AGENT_BIND"] = "127.0.0.1";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = new Process { StartInfo = start };
        var server = new ServerProcess(process);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Starts the program and waits until it says where it listens.</summary>
    public static async Task<ServerProcess> StartAsync(string directory, string[] arguments, params (string Name, string Value)[] environment)
    {
        var server = Launch(directory, arguments, environment);
        var ended = server.WaitForExitAsync();
        if (await Task.WhenAny(server._address.Task, ended).WaitAsync(Patience) == ended)
            throw new InvalidOperationException($"The program ended with {await ended} before it listened.\n{server.Output}\n{server.Errors}");
        server.Socket = (await server._address.Task)!;
        return server;
    }

    /// <summary>Waits for the end, all output read. The exit code.</summary>
    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>Ends the process as a crash does: at once, without a word (<c>kill -9</c>).</summary>
    public Task KillAsync()
    {
        _process.Kill();
        return WaitForExitAsync();
    }

    /// <summary>Asks the process to stop, as a service manager does (<c>SIGTERM</c>).</summary>
    public async Task AskToStopAsync()
    {
        using var signal = Process.Start("kill", ["-TERM", $"{Id}"]);
        await signal.WaitForExitAsync().WaitAsync(Patience);
    }

    /// <summary>Waits until the program, asked to stop, takes no more sockets.</summary>
    public async Task WaitUntilClosedAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                using var socket = new ClientWebSocket();
                await socket.ConnectAsync(Socket, patience.Token);
            }
            catch (WebSocketException)
            {
                return;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private static void Keep(StringBuilder text, string? line)
    {
        lock (text)
            text.AppendLine(line);
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }
}
