using Microsoft.Playwright;
using Xunit;

namespace SmoothOperator.Browser.Tests;

/// <summary>The chat page in words of its visitors. Disposing it asserts that the page threw nothing and broke no policy.</summary>
internal sealed class ChatPage : IAsyncDisposable
{
    private readonly Uri _address;
    private readonly List<string> _faults = [];

    internal ChatPage(IPage page, Uri address)
    {
        Page = page;
        _address = address;
        page.PageError += (_, error) => _faults.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal) || message.Text.Contains("TrustedHTML", StringComparison.Ordinal))
                _faults.Add(message.Text);
        };
    }

    internal IPage Page { get; }

    internal ILocator Composer => Page.GetByLabel("Message", new() { Exact = true });

    internal ILocator Turns => Page.Locator(".turn");

    internal ILocator LastAnswer => Page.Locator(".turn").Last.Locator(".answer");

    internal ILocator LastText => LastAnswer.Locator("markdown-text");

    internal ILocator Approval => Page.Locator(".approval");

    internal ILocator Approve => Page.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true });

    internal ILocator Deny => Page.GetByRole(AriaRole.Button, new() { Name = "Deny", Exact = true });

    internal ILocator Panel => Page.GetByRole(AriaRole.Dialog);

    internal ILocator Banner => Page.Locator(".banner");

    internal async Task LoadAsync()
    {
        await Page.GotoAsync(_address.ToString());
        await Page.Locator(".welcome, .turn").First.WaitForAsync();
        await Assertions.Expect(Banner).ToHaveCountAsync(0);
    }

    internal async Task ReloadAsync()
    {
        await Page.ReloadAsync();
        await Page.Locator(".welcome, .turn").First.WaitForAsync();
    }

    internal async Task AskAsync(string question)
    {
        var turns = await Turns.CountAsync();
        await Composer.FillAsync(question);
        await Composer.PressAsync("Enter");
        await Assertions.Expect(Turns).ToHaveCountAsync(turns + 1);
    }

    internal async Task AskAndWaitAsync(string question)
    {
        await AskAsync(question);
        await EndAsync("done");
    }

    /// <summary>Waits until the last turn is in that state.</summary>
    internal Task EndAsync(string status) => Assertions.Expect(Turns.Last).ToHaveAttributeAsync("data-status", status);

    internal async Task<string> TextAsync() => string.Join(' ', await LastText.AllInnerTextsAsync());

    internal async Task<int> OverflowAsync() => await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");

    /// <summary>Faults of the development server: <c>drop</c>, <c>restart</c> or <c>forget</c>, with connections refused for a while.</summary>
    internal async Task FaultAsync(string what, int milliseconds = 0)
    {
        using var client = new HttpClient();
        using var response = await client.PostAsync(new Uri(_address, $"/dev/{what}?for={milliseconds}"), content: null);
        response.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await Page.Context.DisposeAsync();
        Assert.Empty(_faults);
    }
}
