using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace SmoothOperator.Browser.Tests;

[Collection(ChatCollection.Name)]
public sealed class AnsweringTests(ChatFixture fixture)
{
    [BrowserFact]
    public async Task A_suggestion_is_answered_and_its_source_opens_and_closes()
    {
        await using var chat = await fixture.OpenAsync();
        await chat.Page.GetByRole(AriaRole.Button, new() { Name = "What is your return window?" }).ClickAsync();
        await chat.EndAsync("done");
        Assert.Contains("17 days", await chat.TextAsync(), StringComparison.Ordinal);

        var source = chat.LastAnswer.Locator(".citation").First;
        var title = await source.Locator(".citation-title").InnerTextAsync();
        await source.ClickAsync();
        await Expect(chat.Panel.GetByRole(AriaRole.Heading)).ToHaveTextAsync(title);
        await Expect(chat.Panel.Locator("blockquote")).ToContainTextAsync("17 days");

        await chat.Page.Keyboard.PressAsync("Escape");
        await Expect(chat.Panel).ToHaveCountAsync(0);
        await Expect(source).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task A_finished_answer_is_announced_once_and_tokens_are_not()
    {
        await using var chat = await fixture.OpenAsync();
        await chat.AskAndWaitAsync("What is your return window?");
        await Expect(chat.Page.Locator("#announcer")).ToContainTextAsync("Answer: ");
        await Expect(chat.Page.GetByRole(AriaRole.Log)).ToHaveAttributeAsync("aria-live", "polite");
        await Expect(chat.LastAnswer).ToHaveAttributeAsync("aria-live", "off");
    }

    [BrowserFact]
    public async Task A_reload_shows_the_conversation_once()
    {
        await using var chat = await fixture.OpenAsync();
        await chat.AskAndWaitAsync("What is your return window?");
        await chat.AskAndWaitAsync("How long does shipping take?");
        var text = await chat.TextAsync();
        await chat.ReloadAsync();
        await chat.EndAsync("done");
        await Expect(chat.Turns).ToHaveCountAsync(2);
        await Expect(chat.LastAnswer.Locator(".citation").First).ToBeVisibleAsync();
        Assert.Equal(text, await chat.TextAsync());
    }

    [BrowserFact]
    public async Task A_new_conversation_starts_empty_and_stays_so_after_a_reload()
    {
        await using var chat = await fixture.OpenAsync();
        await chat.AskAndWaitAsync("What is your return window?");
        await chat.Page.GetByRole(AriaRole.Button, new() { Name = "New conversation" }).ClickAsync();
        await Expect(chat.Turns).ToHaveCountAsync(0);
        await chat.ReloadAsync();
        await Expect(chat.Page.Locator(".welcome")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_message_over_the_limit_is_refused_before_it_is_sent()
    {
        await using var chat = await fixture.OpenAsync();
        await chat.Composer.FillAsync(new string('a', 10_001));
        await Expect(chat.Page.Locator("#composer-hint")).ToContainTextAsync("10,001");
        await Expect(chat.Page.GetByRole(AriaRole.Button, new() { Name = "Send" })).ToBeDisabledAsync();
        await chat.Composer.PressAsync("Enter");
        await Expect(chat.Turns).ToHaveCountAsync(0);
    }

    [ScriptedFact]
    public async Task Markup_and_pictures_of_an_answer_are_not_executed_or_fetched()
    {
        await using var chat = await fixture.OpenScriptedAsync();
        await chat.AskAndWaitAsync("Show markdown");
        await Expect(chat.LastText.Locator("img, b, script")).ToHaveCountAsync(0);
        await Expect(chat.LastText).ToContainTextAsync("<b>markup</b>");
        Assert.NotEqual("owned", await chat.Page.TitleAsync());
        var link = chat.LastText.GetByRole(AriaRole.Link, new() { Name = "the tracking page" });
        await Expect(link).ToHaveAttributeAsync("rel", "noopener noreferrer");
        await Expect(link).ToHaveAttributeAsync("target", "_blank");
    }

    [ScriptedFact]
    public async Task Code_is_copied_with_its_button()
    {
        await using var chat = await fixture.OpenScriptedAsync(new() { Permissions = ["clipboard-read", "clipboard-write"] });
        await chat.AskAndWaitAsync("Show markdown");
        await chat.LastText.GetByRole(AriaRole.Button, new() { Name = "Copy" }).ClickAsync();
        await Expect(chat.LastText.GetByRole(AriaRole.Button, new() { Name = "Copied" })).ToBeVisibleAsync();
        Assert.StartsWith("curl -s", await chat.Page.EvaluateAsync<string>("navigator.clipboard.readText()"), StringComparison.Ordinal);
    }

    [ScriptedFact]
    public async Task Escape_stops_a_running_answer_and_the_next_question_is_answered()
    {
        await using var chat = await fixture.OpenScriptedAsync();
        await chat.AskAsync("Tell me everything");
        await Expect(chat.LastText).ToContainTextAsync("Every parcel");
        await chat.Page.Keyboard.PressAsync("Escape");
        await chat.EndAsync("cancelled");
        await chat.AskAndWaitAsync("What is your return window?");
    }

    [ScriptedFact]
    public async Task The_reader_who_scrolls_up_is_left_alone_and_can_jump_back()
    {
        await using var chat = await fixture.OpenScriptedAsync(new() { ViewportSize = new() { Width = 800, Height = 420 } });
        await chat.AskAsync("Tell me everything");
        var scroller = chat.Page.Locator(".scroller");
        await chat.Page.WaitForFunctionAsync("() => document.querySelector('.scroller').scrollTop > 200");
        await scroller.EvaluateAsync("element => element.scrollTop = 0");
        var jump = chat.Page.GetByRole(AriaRole.Button, new() { Name = "Jump to latest" });
        await Expect(jump).ToBeVisibleAsync();
        var length = (await chat.TextAsync()).Length;
        await chat.Page.WaitForFunctionAsync("length => document.querySelector('markdown-text').innerText.length > length + 100", length);
        Assert.Equal(0, await scroller.EvaluateAsync<int>("element => element.scrollTop"));
        await jump.ClickAsync();
        await Expect(jump).ToHaveCountAsync(0);
        Assert.True(await scroller.EvaluateAsync<bool>("element => element.scrollTop + element.clientHeight > element.scrollHeight - 60"));
    }

    [ScriptedFact]
    public async Task Errors_are_sentences_and_a_rate_limit_counts_down_to_its_retry()
    {
        await using var chat = await fixture.OpenScriptedAsync(prepare: page => page.Clock.InstallAsync());
        await chat.AskAsync("please fail");
        await Expect(chat.LastAnswer.Locator(".problem")).ToContainTextAsync("7f3a9c");
        await chat.AskAsync("rate limit");
        var retry = chat.LastAnswer.GetByRole(AriaRole.Button, new() { Name = "Try again" });
        await Expect(retry).ToBeDisabledAsync();
        await chat.Page.Clock.FastForwardAsync(3_100);
        await Expect(retry).ToBeEnabledAsync();
        await retry.ClickAsync();
        await Expect(chat.Turns).ToHaveCountAsync(2);
    }
}
