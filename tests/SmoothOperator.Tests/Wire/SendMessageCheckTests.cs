using SmoothOperator.Testing;
using Xunit;

namespace SmoothOperator.Tests.Wire;

public sealed class SendMessageCheckTests
{
    private const string Unknown = "00000000-0000-4000-8000-000000000000";

    /// <summary>What can be wrong with a message, in the order in which it is looked at.</summary>
    public enum Fault
    {
        NoRequestId,
        NoSessionId,
        BlankMessage,
        UnknownSkill,
        UnknownSession,
        RequestRunsHere,
        ConversationIsBusy,
        ConnectionIsFull,
        NoModel,
    }

    public static TheoryData<Fault, Fault> Pairs
    {
        get
        {
            var pairs = new TheoryData<Fault, Fault>();
            foreach (var first in Enum.GetValues<Fault>())
            {
                foreach (var second in Enum.GetValues<Fault>().Where(second => second >= first && AreCompatible(first, second)))
                    pairs.Add(first, second);
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Of_two_faults_the_one_that_is_looked_at_first_is_told_and_nothing_happens(Fault first, Fault second)
    {
        var model = new PuppetChatClient();
        var setup = new TestServerSetup { Model = model, Configure = options => options.Turns.PerConnection = 2 };
        await using var server = await TestServer.StartAsync(setup);
        await using var full = await server.ConnectAsync();
        var sessions = new[] { await WireSession.OpenAsync(full), await WireSession.OpenAsync(full), await WireSession.OpenAsync(full) };
        await sessions[0].AskAsync("running");
        await full.ExpectAsync("immediate_response", 202);
        await sessions[1].AskAsync("running too");
        await full.ExpectAsync("immediate_response", 202);
        await model.NextCallAsync();
        await model.NextCallAsync();
        await using var other = await server.ConnectAsync();

        bool Has(Fault fault) => fault == first || fault == second;
        if (Has(Fault.NoModel))
            setup.Model = null;
        var client = Has(Fault.ConnectionIsFull) || Has(Fault.RequestRunsHere) ? full : other;
        var requestId = Has(Fault.RequestRunsHere) ? "running too" : "new";
        await client.SendAsync(new
        {
            action = "send_message",
            requestId = Has(Fault.NoRequestId) ? null : requestId,
            sessionId = Has(Fault.NoSessionId) ? null : Has(Fault.UnknownSession) ? Unknown : sessions[Has(Fault.ConversationIsBusy) ? 0 : 2].SessionId,
            message = Has(Fault.BlankMessage) ? "  " : "Hello",
            skill = Has(Fault.UnknownSkill) ? "juggling" : null,
        });

        var (code, text) = ErrorOf(first);
        var error = await client.ExpectErrorAsync(code, Has(Fault.NoRequestId) ? null : requestId);
        Assert.Equal(text, error.ErrorMessage);
        await client.ExpectNothingAsync();
        Assert.Empty(await sessions[2].On(other).HistoryAsync());
        Assert.Equal(2, model.Count);
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\" \\t\\n\\u3000\"")]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("[\"Hello\"]")]
    public async Task A_message_that_says_nothing_is_refused(string message)
    {
        await using var server = await TestServer.StartAsync(new ScriptedChatClient().Text("never"));
        await using var client = await server.ConnectAsync();
        var session = await WireSession.OpenAsync(client);

        await client.SendRawAsync($$"""{"action":"send_message","requestId":"m1","sessionId":"{{session.SessionId}}","message":{{message}}}""");

        Assert.Equal("missing or empty 'message'", (await client.ExpectErrorAsync("VALIDATION_ERROR", "m1")).ErrorMessage);
        Assert.Empty(await session.HistoryAsync());
    }

    [Fact]
    public async Task A_message_is_stored_and_given_to_the_model_as_it_was_sent()
    {
        var model = new ScriptedChatClient().Text("ok");
        await using var server = await TestServer.StartAsync(model);
        await using var client = await server.ConnectAsync();
        var session = await WireSession.OpenAsync(client);
        const string Message = "  two  blanks \n and a smile 😀 ";

        await session.AskAndReadAsync("m1", Message);

        Assert.Equal(Message, model.Calls[0].Messages[^1].Text);
        Assert.Equal([Message, "ok"], await session.HistoryAsync());
    }

    [Fact]
    public async Task A_message_may_be_as_long_as_the_limit_and_no_longer()
    {
        await using var server = await TestServer.StartAsync(new ScriptedChatClient().Text("ok"));
        await using var client = await server.ConnectAsync();
        var session = await WireSession.OpenAsync(client);

        await session.AskAsync("m1", string.Concat(Enumerable.Repeat("😀", 10_001)));
        Assert.Contains("10000", (await client.ExpectErrorAsync("VALIDATION_ERROR", "m1")).ErrorMessage, StringComparison.Ordinal);
        Assert.Equal("202 text end", WireStory.Of(await session.AskAndReadAsync("m2", string.Concat(Enumerable.Repeat("😀", 10_000)))));
    }

    private static bool AreCompatible(Fault first, Fault second) => (first, second) switch
    {
        (Fault.NoRequestId, Fault.RequestRunsHere) => false,
        (Fault.NoSessionId or Fault.UnknownSession, Fault.ConversationIsBusy) => false,
        _ => true,
    };

    private static (string Code, string Text) ErrorOf(Fault fault) => fault switch
    {
        Fault.NoRequestId => ("VALIDATION_ERROR", "send_message requires a 'requestId'"),
        Fault.NoSessionId => ("VALIDATION_ERROR", "missing 'sessionId'"),
        Fault.BlankMessage => ("VALIDATION_ERROR", "missing or empty 'message'"),
        Fault.UnknownSkill => ("SKILL_NOT_FOUND", "skill 'juggling' is not available on this server"),
        Fault.UnknownSession => ("SESSION_NOT_FOUND", $"session '{Unknown}' not found"),
        Fault.RequestRunsHere => ("TURN_IN_PROGRESS", "a turn of this requestId is already in progress on this connection"),
        Fault.ConversationIsBusy => ("TURN_IN_PROGRESS", "a turn is already in progress in this conversation; cancel it or wait for it to complete"),
        Fault.ConnectionIsFull => ("TURN_IN_PROGRESS", "this connection already runs 2 turns"),
        _ => ("LLM_UNAVAILABLE", "no model is available: set SMOOAI_GATEWAY_KEY, or give this organization a key of its own"),
    };
}
