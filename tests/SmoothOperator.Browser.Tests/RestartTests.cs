using SmoothOperator.Tests.Program;
using SmoothOperator.Tests.Storage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace SmoothOperator.Browser.Tests;

/// <summary>The page while the program behind it is killed and started again on the same port and data.</summary>
[Collection(ChatCollection.Name)]
public sealed class RestartTests(ChatFixture fixture) : IDisposable
{
    private static readonly string[] Demo = ["--demo"];

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [BrowserFact]
    public async Task An_open_approval_outlives_a_kill_and_approving_it_completes_the_turn()
    {
        await using var first = await ServerProcess.StartAsync(_directory.Path, Demo);
        await using var chat = await fixture.OpenAtAsync(first.Address);
        await chat.AskAsync("Refund order 1042, it arrived broken");
        await Expect(chat.Approval).ToBeVisibleAsync();

        await first.KillAsync();
        await Expect(chat.Banner).ToContainTextAsync("Reconnecting");
        await using var second = await StartAgainAsync(first);
        await Expect(chat.Banner).ToHaveCountAsync(0);
        await Expect(chat.Approval).ToContainTextAsync("1042");
        await Expect(chat.Turns).ToHaveCountAsync(1);
        await chat.Approve.ClickAsync();
        await chat.EndAsync("done");
        Assert.Contains("Refund issued for order 1042", await chat.TextAsync(), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task An_answer_cut_off_by_a_kill_is_shown_whole_and_once_after_the_restart()
    {
        await using var first = await ServerProcess.StartAsync(_directory.Path, Demo);
        await using var chat = await fixture.OpenAtAsync(first.Address);
        await chat.AskAsync("What is your return window?");
        await Expect(chat.LastText).ToContainTextAsync("According");

        await first.KillAsync();
        await using var second = await StartAgainAsync(first);
        await chat.EndAsync("done");
        var text = await chat.TextAsync();
        Assert.Equal(2, text.Split("17 days").Length);
        Assert.Equal(2, text.Split("According").Length);
        await Expect(chat.LastAnswer.Locator(".citation").First).ToBeVisibleAsync();
    }

    private Task<ServerProcess> StartAgainAsync(ServerProcess killed) =>
        ServerProcess.StartAsync(_directory.Path, Demo, ("SMOOTH_AGENT_PORT", $"{killed.Socket.Port}"));
}
