using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace SmoothOperator.Browser.Tests;

[Collection(ChatCollection.Name)]
public sealed class ApprovalTests(ChatFixture fixture)
{
    private const string Refund = "Refund order 1042, it arrived broken";

    [BrowserFact]
    public async Task An_approved_call_runs_and_the_answer_goes_on()
    {
        await using var chat = await fixture.OpenAsync();
        await chat.AskAsync(Refund);
        await Expect(chat.Approval).ToContainTextAsync("1042");
        await Expect(chat.Approval).ToBeFocusedAsync();
        await chat.Approve.ClickAsync();
        await chat.EndAsync("done");
        await Expect(chat.LastAnswer.Locator(".decision")).ToContainTextAsync("Approved");
        await Expect(chat.LastAnswer.Locator(".tool")).ToHaveAttributeAsync("data-status", "done");
    }

    [BrowserFact]
    public async Task A_denied_call_does_not_run_and_the_answer_goes_on()
    {
        await using var chat = await fixture.OpenAsync();
        await chat.AskAsync(Refund);
        await chat.Deny.ClickAsync();
        await chat.EndAsync("done");
        await Expect(chat.LastAnswer.Locator(".decision")).ToContainTextAsync("Denied");
        await Expect(chat.LastAnswer.Locator(".tool")).ToHaveAttributeAsync("data-status", "failed");
    }

    [BrowserFact]
    public async Task A_key_meant_for_the_composer_decides_nothing()
    {
        await using var chat = await fixture.OpenAsync();
        await chat.AskAsync(Refund);
        await Expect(chat.Approval).ToBeFocusedAsync();
        await chat.Page.Keyboard.PressAsync("Enter");
        await chat.Page.Keyboard.PressAsync("Space");
        await Expect(chat.Approval).ToHaveAttributeAsync("data-status", "waiting");
        await Expect(chat.Approve).ToBeEnabledAsync();
    }

    [BrowserFact]
    public async Task Escape_cancels_a_turn_that_waits_for_approval()
    {
        await using var chat = await fixture.OpenAsync();
        await chat.AskAsync(Refund);
        await Expect(chat.Approval).ToBeVisibleAsync();
        await chat.Page.Keyboard.PressAsync("Escape");
        await chat.EndAsync("cancelled");
        await Expect(chat.Approval).ToHaveCountAsync(0);
        await chat.AskAndWaitAsync("What is your return window?");
    }

    [BrowserFact]
    public async Task A_reload_during_a_park_shows_the_card_and_approving_completes_the_turn()
    {
        await using var chat = await fixture.OpenAsync();
        await chat.AskAsync(Refund);
        await Expect(chat.Approval).ToBeVisibleAsync();
        await chat.ReloadAsync();
        await Expect(chat.Approval).ToContainTextAsync("1042");
        await Expect(chat.Turns).ToHaveCountAsync(1);
        await chat.Approve.ClickAsync();
        await chat.EndAsync("done");
        await Expect(chat.LastAnswer.Locator(".decision")).ToContainTextAsync("Approved");
        await Expect(chat.Page.Locator(".question")).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task The_keyboard_alone_asks_approves_and_opens_a_source()
    {
        await using var chat = await fixture.OpenAsync();
        await Expect(chat.Composer).ToBeFocusedAsync();
        await chat.Page.Keyboard.TypeAsync(Refund);
        await chat.Page.Keyboard.PressAsync("Enter");
        await Expect(chat.Approval).ToBeFocusedAsync();
        await TabToAsync(chat, chat.Approve);
        await chat.Page.Keyboard.PressAsync("Enter");
        await chat.EndAsync("done");

        await chat.Page.Keyboard.TypeAsync("What is your return window?");
        await chat.Page.Keyboard.PressAsync("Enter");
        await Expect(chat.Turns).ToHaveCountAsync(2);
        await chat.EndAsync("done");
        await TabToAsync(chat, chat.LastAnswer.Locator(".citation").First, "Shift+Tab");
        await chat.Page.Keyboard.PressAsync("Enter");
        await Expect(chat.Panel).ToBeVisibleAsync();
        await chat.Page.Keyboard.PressAsync("Escape");
        await Expect(chat.Panel).ToHaveCountAsync(0);
    }

    private static async Task TabToAsync(ChatPage chat, ILocator target, string key = "Tab")
    {
        for (var presses = 0; presses < 12; presses++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
            await chat.Page.Keyboard.PressAsync(key);
        }

        await Expect(target).ToBeFocusedAsync();
    }
}
