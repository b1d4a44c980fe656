using Microsoft.Playwright;
using Xunit;

namespace SmoothOperator.Browser.Tests;

/// <summary>A server with the chat page and one browser for all tests. <c>SMOOTH_CHAT_URL</c> names a running server to use instead.</summary>
public sealed class ChatFixture : IAsyncLifetime
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(30);

    private const float PatienceMilliseconds = 20_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private DevServer? _server;

    internal Uri Address { get; private set; } = new("http://127.0.0.1");

    public async Task InitializeAsync()
    {
        if (Machine.WhyNoBrowserTests is not null)
            return;
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        using var deadline = new CancellationTokenSource(StartDeadline);
        if (Machine.GivenAddress is null)
            _server = await DevServer.StartAsync(deadline.Token);
        Address = _server?.Address ?? new Uri(Machine.GivenAddress!);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Machine.Browser, Args = ["--no-sandbox"] });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        _server?.Dispose();
    }

    /// <summary>Opens the page as a new visitor and waits until it can be used.</summary>
    internal async Task<ChatPage> OpenAsync(BrowserNewContextOptions? options = null, Func<IPage, Task>? prepare = null)
    {
        var context = await _browser!.NewContextAsync(options);
        context.SetDefaultTimeout(PatienceMilliseconds);
        var page = await context.NewPageAsync();
        if (prepare is not null)
            await prepare(page);
        var chat = new ChatPage(page, Address);
        await chat.LoadAsync();
        return chat;
    }
}
