using System.Diagnostics;
using System.Globalization;

namespace SmoothOperator.Chaos.Driving;

/// <summary>The server, as a child process that is killed without warning. It dies with this process, because its input then ends.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly Process _process;
    private readonly Task<string> _errors;
    private bool _isDisposed;

    private HostProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Where it listens; null when it died before it did.</summary>
    public int? Port { get; private set; }

    public static async Task<HostProcess> StartAsync(DirectoryInfo data, Uri tools, string? kill, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])[typeof(HostProcess).Assembly.Location, "host", "--data", data.FullName, "--tools", tools.ToString()])
            start.ArgumentList.Add(argument);
        if (kill is not null)
        {
            start.ArgumentList.Add("--kill");
            start.ArgumentList.Add(kill);
        }

        var host = new HostProcess(Process.Start(start) ?? throw new IOException("The server could not be started."));
        host.Port = await host.ReadLineAsync(cancellationToken) is { } line ? int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture) : null;
        return host;
    }

    /// <summary>Plans a kill in the running server.</summary>
    public async Task ArmAsync(string kill, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync($"arm {kill}");
        await _process.StandardInput.FlushAsync(cancellationToken);
        if (await ReadLineAsync(cancellationToken) != "armed")
            throw new IOException("The server died before it was told where to die: " + await EndAsync(cancellationToken));
    }

    /// <summary>Kills the process; nothing happens when it is dead already.</summary>
    public void Kill()
    {
        lock (_gate)
        {
            if (!_isDisposed)
                _process.Kill();
        }
    }

    /// <summary>Waits until the process is gone. Returns what it complained about.</summary>
    /// <exception cref="TimeoutException">It lives.</exception>
    public async Task<string> EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
        return await _errors.WaitAsync(Patience, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        await _errors.WaitAsync(Patience);
        lock (_gate)
        {
            _isDisposed = true;
            _process.Dispose();
        }
    }

    private async Task<string?> ReadLineAsync(CancellationToken cancellationToken) =>
        await _process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(Patience, cancellationToken);
}
