using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace SmoothOperator.Browser.Tests;

[Collection(ChatCollection.Name)]
public sealed class AppearanceTests(ChatFixture fixture)
{
    private const string Brightness = "Math.max(...getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number))";

    [BrowserFact]
    public async Task The_page_follows_the_systems_theme_until_one_is_chosen()
    {
        await using var chat = await fixture.OpenAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.InRange(await chat.Page.EvaluateAsync<int>(Brightness), 0, 60);
        await chat.Page.GetByRole(AriaRole.Button, new() { Name = "Switch to light mode" }).ClickAsync();
        Assert.InRange(await chat.Page.EvaluateAsync<int>(Brightness), 200, 255);
        await chat.ReloadAsync();
        Assert.InRange(await chat.Page.EvaluateAsync<int>(Brightness), 200, 255);
    }

    [BrowserFact]
    public async Task A_narrow_phone_never_scrolls_sideways()
    {
        await using var chat = await fixture.OpenAsync(new() { ViewportSize = new() { Width = 320, Height = 568 }, IsMobile = true, HasTouch = true });
        Assert.Equal(0, await chat.OverflowAsync());
        await chat.AskAndWaitAsync("What is your return window?");
        Assert.Equal(0, await chat.OverflowAsync());
        await chat.LastAnswer.Locator(".citation").First.ClickAsync();
        await Expect(chat.Panel).ToBeVisibleAsync();
        Assert.Equal(0, await chat.OverflowAsync());
        await chat.Panel.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(chat.Panel).ToHaveCountAsync(0);
        await chat.AskAsync("Refund order 1042, it arrived broken");
        await Expect(chat.Approval).ToBeVisibleAsync();
        Assert.Equal(0, await chat.OverflowAsync());
    }

    [ScriptedFact]
    public async Task Wide_code_and_tables_scroll_inside_themselves()
    {
        await using var chat = await fixture.OpenScriptedAsync(new() { ViewportSize = new() { Width = 320, Height = 568 } });
        await chat.AskAndWaitAsync("Show markdown");
        Assert.Equal(0, await chat.OverflowAsync());
        Assert.True(await chat.LastText.Locator("pre code").EvaluateAsync<bool>("element => element.scrollWidth > element.clientWidth"));
    }

    [ScriptedFact]
    public async Task The_demo_model_says_what_it_is()
    {
        await using var chat = await fixture.OpenScriptedAsync();
        await Expect(chat.Page.Locator(".demo-notice")).ToContainTextAsync("built-in demo model");
        await Expect(chat.Page.Locator(".demo-notice")).ToContainTextAsync("SMOOAI_GATEWAY_KEY");
    }

    [BrowserFact]
    public async Task Text_has_enough_contrast_in_both_themes()
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var chat = await fixture.OpenAsync(new() { ColorScheme = scheme });
            await chat.AskAndWaitAsync("What is your return window?");
            var faint = await chat.Page.EvaluateAsync<string[]>(ContrastScript.Text);
            Assert.Empty(faint);
        }
    }
}
