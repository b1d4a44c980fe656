using System.Diagnostics;
using System.Net.Sockets;

namespace SmoothOperator.Bench.Load;

/// <summary>A server started by the load generator itself, so that its first second is seen; it ends with this object.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(5);
    private readonly Process _process;

    private ServerProcess(Process process) => _process = process;

    public static ServerProcess Start(IReadOnlyList<string> command)
    {
        // Its output goes where ours of the same kind goes, except that standard output is kept for results.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >&2", "sh", .. command]) { UseShellExecute = false };
        return new(Process.Start(start) ?? throw new InvalidOperationException($"could not start {command[0]}"));
    }

    /// <summary>Waits until the port takes connections.</summary>
    public async Task WaitForPortAsync(int port, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                using var socket = await LoopbackSocket.ConnectAsync(port, 0, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (SocketException) when (!_process.HasExited)
            {
                await Task.Delay(BetweenAttempts, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
