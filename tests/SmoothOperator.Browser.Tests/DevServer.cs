using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SmoothOperator.Browser.Tests;

/// <summary>The page's development server as a child process. It ends with its standard input, so also when the tests are killed.</summary>
internal sealed partial class DevServer : IDisposable
{
    private readonly Process _process;

    private DevServer(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    internal Uri Address { get; }

    internal static async Task<DevServer> StartAsync(CancellationToken cancellationToken)
    {
        var process = Process.Start(new ProcessStartInfo(Machine.Node!, ["dev/main.mjs", "--port", "0", "--pace", "6"])
        {
            WorkingDirectory = Machine.ChatPageFolder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken);
        var match = Listening().Match(line ?? "");
        if (match.Success)
            return new DevServer(process, new Uri(match.Groups["address"].Value));

        process.Kill();
        throw new InvalidOperationException($"The development server did not start; it said '{line}'.");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(5)))
            _process.Kill();
        _process.Dispose();
    }

    [GeneratedRegex(@"^listening on (?<address>\S+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();
}
