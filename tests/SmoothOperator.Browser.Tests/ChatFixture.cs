using Microsoft.Playwright;
using SmoothOperator.Tests.Program;
using SmoothOperator.Tests.Storage;
using Xunit;

namespace SmoothOperator.Browser.Tests;

/// <summary>
/// The program with <c>--demo</c>, the page's development server for scripted answers and faults, and one browser for all tests. <c>SMOOTH_CHAT_URL</c> names a running server to use in place of the program.
/// </summary>
public sealed class ChatFixture : IAsyncLifetime
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(30);

    private const float PatienceMilliseconds = 20_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private TemporaryDirectory? _directory;
    private ServerProcess? _program;
    private DevServer? _scripted;

    public async Task InitializeAsync()
    {
        if (Machine.WhyNoBrowserTests is not null)
            return;
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        using var deadline = new CancellationTokenSource(StartDeadline);
        if (Machine.GivenAddress is null)
        {
            _directory = new TemporaryDirectory();
            _program = await ServerProcess.StartAsync(_directory.Path, ["--demo"]);
            _scripted = await DevServer.StartAsync(deadline.Token);
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Machine.Browser, Args = ["--no-sandbox"] });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        _scripted?.Dispose();
        if (_program is not null)
            await _program.DisposeAsync();
        _directory?.Dispose();
    }

    /// <summary>Opens the page of the program as a new visitor and waits until it can be used.</summary>
    internal Task<ChatPage> OpenAsync(BrowserNewContextOptions? options = null, Func<IPage, Task>? prepare = null) =>
        OpenAtAsync(_program?.Address ?? new Uri(Machine.GivenAddress!), options, prepare);

    /// <summary>The same with the development server.</summary>
    internal Task<ChatPage> OpenScriptedAsync(BrowserNewContextOptions? options = null, Func<IPage, Task>? prepare = null) => OpenAtAsync(_scripted!.Address, options, prepare);

    /// <summary>The same with any server.</summary>
    internal async Task<ChatPage> OpenAtAsync(Uri address, BrowserNewContextOptions? options = null, Func<IPage, Task>? prepare = null)
    {
        var context = await _browser!.NewContextAsync(options);
        context.SetDefaultTimeout(PatienceMilliseconds);
        var page = await context.NewPageAsync();
        if (prepare is not null)
            await prepare(page);
        var chat = new ChatPage(page, address);
        await chat.LoadAsync();
        return chat;
    }
}
