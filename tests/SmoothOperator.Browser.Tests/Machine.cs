namespace SmoothOperator.Browser.Tests;

/// <summary>What this machine has for browser tests, and where.</summary>
internal static class Machine
{
    private static readonly string[] BrowserNames = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>Environment variable: the address of a running server to test instead of the page's development server.</summary>
    internal const string AddressVariable = "SMOOTH_CHAT_URL";

    internal static string? GivenAddress { get; } = Environment.GetEnvironmentVariable(AddressVariable);

    internal static string? Browser { get; } = BrowserNames.Select(FindOnPath).FirstOrDefault(path => path is not null);

    internal static string? Node { get; } = FindOnPath("node");

    internal static string ChatPageFolder { get; } = Path.Combine(FindRoot(), "web", "chat");

    internal static string? WhyNoBrowserTests =>
        Browser is null ? $"no browser on the path ({string.Join(", ", BrowserNames)})"
        : GivenAddress is not null ? null
        : Node is null ? "no Node.js on the path"
        : File.Exists(Path.Combine(ChatPageFolder, "dist", "index.html")) ? null
        : "the chat page is not built";

    private static string? FindOnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => new[] { Path.Combine(folder, name), Path.Combine(folder, name + ".exe") })
            .FirstOrDefault(File.Exists);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SmoothOperator.slnx")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("These tests run inside the repository: SmoothOperator.slnx was not found above them.");
    }
}
