using Xunit;
using static Microsoft.Playwright.Assertions;

namespace SmoothOperator.Browser.Tests;

[Collection(ChatCollection.Name)]
public sealed class ResumingTests(ChatFixture fixture)
{
    [BrowserFact]
    public async Task A_socket_lost_in_mid_stream_resumes_without_repeating_text()
    {
        await using var whole = await fixture.OpenAsync();
        await whole.AskAndWaitAsync("What is your return window?");

        var cut = new SocketCut(tokens: 3);
        await using var chat = await fixture.OpenAsync(prepare: cut.WatchAsync);
        await chat.AskAndWaitAsync("What is your return window?");
        Assert.Equal(2, cut.Sockets);
        Assert.Equal(await whole.TextAsync(), await chat.TextAsync());
        await Expect(chat.LastAnswer.Locator(".citation").First).ToBeVisibleAsync();
    }

    [ScriptedFact]
    public async Task A_lost_server_shows_a_calm_banner_keeps_the_draft_and_sends_nothing()
    {
        await using var chat = await fixture.OpenScriptedAsync();
        await chat.Composer.FillAsync("a draft");
        await chat.FaultAsync("drop", milliseconds: 1_000);
        await Expect(chat.Banner).ToContainTextAsync("Reconnecting");
        await chat.Composer.PressAsync("Enter");
        await Expect(chat.Composer).ToHaveValueAsync("a draft");
        await Expect(chat.Banner).ToHaveCountAsync(0);
        await Expect(chat.Turns).ToHaveCountAsync(0);
        await Expect(chat.Composer).ToHaveValueAsync("a draft");
    }

    [ScriptedFact]
    public async Task A_server_restarted_in_mid_stream_tells_the_answer_anew()
    {
        await using var chat = await fixture.OpenScriptedAsync();
        await chat.AskAsync("Tell me everything");
        await Expect(chat.LastText).ToContainTextAsync("weighed");
        await chat.FaultAsync("restart", milliseconds: 300);
        await chat.EndAsync("done");
        var text = await chat.TextAsync();
        Assert.Equal(24, text.Split("Every parcel").Length - 1);
        await Expect(chat.Turns).ToHaveCountAsync(1);
    }

    [ScriptedFact]
    public async Task A_restart_during_a_park_keeps_the_card_and_approving_completes_the_turn()
    {
        await using var chat = await fixture.OpenScriptedAsync();
        await chat.AskAsync("Refund order 1042, it arrived broken");
        await Expect(chat.Approval).ToBeVisibleAsync();
        await chat.FaultAsync("restart", milliseconds: 300);
        await Expect(chat.Banner).ToBeVisibleAsync();
        await Expect(chat.Banner).ToHaveCountAsync(0);
        await chat.Approve.ClickAsync();
        await chat.EndAsync("done");
        Assert.Contains("Done: the refund", await chat.TextAsync(), StringComparison.Ordinal);
    }

    [ScriptedFact]
    public async Task A_reload_in_mid_stream_goes_on_with_the_answer()
    {
        await using var chat = await fixture.OpenScriptedAsync();
        await chat.AskAsync("Tell me everything");
        await Expect(chat.LastText).ToContainTextAsync("weighed");
        await chat.ReloadAsync();
        await chat.EndAsync("done");
        Assert.Equal(24, (await chat.TextAsync()).Split("Every parcel").Length - 1);
        await Expect(chat.Page.Locator(".question")).ToHaveCountAsync(1);
    }

    [ScriptedFact]
    public async Task A_conversation_the_server_lost_gives_way_to_a_new_one_with_a_note()
    {
        await using var chat = await fixture.OpenScriptedAsync();
        await chat.AskAndWaitAsync("What is your return window?");
        await chat.FaultAsync("forget");
        await Expect(chat.Banner).ToContainTextAsync("no longer on the server");
        await chat.AskAndWaitAsync("What is your return window?");
    }
}
