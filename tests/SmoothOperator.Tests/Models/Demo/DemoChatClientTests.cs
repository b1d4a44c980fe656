using System.Text.Json;
using Microsoft.Extensions.AI;
using SmoothOperator.Knowledge;
using SmoothOperator.Models.Demo;
using SmoothOperator.Testing;
using SmoothOperator.Tests.Knowledge;
using SmoothOperator.Tools;
using SmoothOperator.Tools.Demo;
using Xunit;

namespace SmoothOperator.Tests.Models.Demo;

public sealed class DemoChatClientTests
{
    private static readonly ChatOptions WithRefund = new() { Tools = [new IssueRefundTool()] };

    [Theory]
    [InlineData("What is your return window?", "According to policies/returns.md: Our return window is 17 days, counted from the day your parcel arrives.", "17 days")]
    [InlineData("return window policy", "According to policies/returns.md:", "17 days")]
    [InlineData("How long does shipping take?", "According to policies/shipping.md:", "Standard shipping takes 5–7 business days")]
    [InlineData("How fast is expedited shipping?", "According to policies/shipping.md:", "Expedited shipping takes 2 business days")]
    [InlineData("When do I get my refund?", "According to policies/returns.md:", "Refunds go to the original payment method")]
    [InlineData("What happens to a lost parcel?", "According to policies/shipping.md:", "A parcel that is lost on the way is sent again at our expense.")]
    [InlineData("My parcel arrived damaged", "According to policies/returns.md:", "Tell us the order number: we pay for the return")]
    [InlineData("Can gift cards be returned?", "According to policies/returns.md:", "Gift cards and personalised items cannot be returned.")]
    public async Task It_answers_by_quoting_the_demo_documents(string question, string beginning, string quote)
    {
        var answer = await AskAboutDemoAsync(question);
        Assert.StartsWith(beginning, answer, StringComparison.Ordinal);
        Assert.Contains(quote, answer, StringComparison.Ordinal);
        Assert.True(answer.Length < 500, answer);
    }

    [Theory]
    [InlineData("What is the capital of France?")]
    [InlineData("Do you sell bicycles in Germany?")]
    [InlineData("What are your opening hours?")]
    [InlineData("Tell me a joke")]
    [InlineData("Who founded the company and when did it happen?")]
    [InlineData("Which window cleaning robots do you recommend?")]
    public async Task It_says_so_when_the_documents_hold_no_answer(string question) =>
        Assert.Equal("I could not find that in the documents.", await AskAboutDemoAsync(question));

    [Theory]
    [InlineData("hi")]
    [InlineData("Hello there!")]
    [InlineData("Good morning")]
    public async Task It_greets(string greeting) => Assert.StartsWith("Hello!", await AskAboutDemoAsync(greeting), StringComparison.Ordinal);

    [Theory]
    [InlineData("Who are you?")]
    [InlineData("Are you a human?")]
    [InlineData("Which model are you?")]
    [InlineData("are you an AI")]
    [InlineData("What can you do?")]
    public async Task It_says_what_it_is(string question) => Assert.Contains("demo model, not a language model", await AskAboutDemoAsync(question), StringComparison.Ordinal);

    [Theory]
    [InlineData("Refund order 1042, it arrived broken", "1042")]
    [InlineData("I want a refund for order #A-77.", "A-77")]
    [InlineData("Please give me my money back for order 9", "9")]
    [InlineData("Can you refund order number 31337?", "31337")]
    [InlineData("order 555 came too late, refund please", "555")]
    [InlineData("No, I need a refund. My order is 20451", "20451")]
    public async Task A_request_for_a_refund_calls_the_tool(string message, string order)
    {
        var call = Assert.IsType<FunctionCallContent>(Assert.Single((await Client().GetResponseAsync(message, WithRefund)).Messages[0].Contents));
        Assert.Equal("issue_refund", call.Name);
        Assert.Equal(order, call.Arguments!["order_id"]);
        Assert.NotEmpty(call.CallId);
    }

    [Theory]
    [InlineData("How do refunds work for order 1042?")]
    [InlineData("When do I get my refund?")]
    [InlineData("I don't want a refund for order 1042")]
    [InlineData("There is no refund for order 1042")]
    [InlineData("Where is order 1042?")]
    public async Task Talking_about_refunds_is_not_asking_for_one(string message) =>
        Assert.DoesNotContain((await Client().GetResponseAsync(message, WithRefund)).Messages[0].Contents, content => content is FunctionCallContent);

    [Fact]
    public async Task It_asks_for_the_order_number_and_takes_the_answer()
    {
        ChatMessage request = new(ChatRole.User, "I want a refund");
        var question = await Client().GetResponseAsync([request], WithRefund);
        Assert.Equal("I can do that. What is the order number?", question.Text);

        var response = await Client().GetResponseAsync([request, .. question.Messages, new(ChatRole.User, "It is 1042.")], WithRefund);
        Assert.Equal("1042", Assert.IsType<FunctionCallContent>(Assert.Single(response.Messages[0].Contents)).Arguments!["order_id"]);
    }

    [Fact]
    public async Task Without_the_tool_it_calls_nothing() =>
        Assert.Equal("I could not find that in the documents.", (await Client().GetResponseAsync("Refund order 1042")).Text);

    [Fact]
    public async Task After_the_tool_it_confirms_from_the_result()
    {
        var result = await new IssueRefundTool().InvokeAsync(new AIFunctionArguments { ["order_id"] = "1042" });
        var answer = await AfterToolAsync(result);
        Assert.StartsWith("Done. Refund issued for order 1042.", answer, StringComparison.Ordinal);
        Assert.Equal(answer, await AfterToolAsync(JsonSerializer.SerializeToElement(result)));
    }

    [Theory]
    [InlineData("User denied: user rejected the action", "The refund was not approved, so it was not made. Nothing has changed on your order.")]
    [InlineData("User denied: confirmation timeout", "Nobody approved the refund in time, so it was not made.")]
    [InlineData("error: outcome unknown", "I cannot confirm the refund. The refund system answered: error: outcome unknown.")]
    [InlineData("", "I cannot confirm the refund.")]
    public async Task It_never_claims_a_refund_that_was_not_made(string result, string answer) =>
        Assert.StartsWith(answer, await AfterToolAsync(result), StringComparison.Ordinal);

    [Fact]
    public async Task Earlier_tool_results_and_passages_belong_to_earlier_questions()
    {
        ChatMessage[] conversation =
        [
            new(ChatRole.User, await ContextAsync("return window")),
            new(ChatRole.User, "What is your return window?"),
            new(ChatRole.Assistant, "According to policies/returns.md: 17 days."),
            new(ChatRole.User, "What is your return window?"),
        ];
        Assert.Equal("I could not find that in the documents.", (await Client().GetResponseAsync(conversation)).Text);
    }

    [Fact]
    public async Task Passages_may_stand_in_the_question_before_or_after_it()
    {
        var context = await ContextAsync("return window");
        const string Question = "What is your return window?";
        var answers = new List<string>();
        foreach (var messages in new ChatMessage[][]
        {
            [new(ChatRole.User, $"{context}\n\n{Question}")],
            [new(ChatRole.User, context), new(ChatRole.User, Question)],
            [new(ChatRole.User, Question), new(ChatRole.User, context)],
        })
            answers.Add((await Client().GetResponseAsync(messages)).Text);
        Assert.Contains("17 days", Assert.Single(answers.Distinct(StringComparer.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_holds_the_same_words_and_ends_with_a_finish_and_no_usage()
    {
        var context = await ContextAsync("How long does shipping take?");
        ChatMessage[] messages = [new(ChatRole.User, context), new(ChatRole.User, "How long does shipping take?")];
        var updates = await Client().GetStreamingResponseAsync(messages).ToListAsync();
        Assert.Equal((await Client().GetResponseAsync(messages)).Text, string.Concat(updates.Select(update => update.Text)));
        Assert.True(updates.Count > 10);
        Assert.Equal(ChatFinishReason.Stop, updates[^1].FinishReason);
        Assert.DoesNotContain(updates.SelectMany(update => update.Contents), content => content is UsageContent);
    }

    [Fact]
    public async Task A_streamed_call_finishes_as_a_call()
    {
        var updates = await Client().GetStreamingResponseAsync("Refund order 7", WithRefund).ToListAsync();
        Assert.Single(updates.SelectMany(update => update.Contents).OfType<FunctionCallContent>());
        Assert.Equal(ChatFinishReason.ToolCalls, updates[^1].FinishReason);
    }

    [Fact]
    public async Task Words_come_at_the_pace_of_the_clock()
    {
        var clock = new FakeTimeProvider();
        using var client = new DemoChatClient(new DemoOptions { WordDelay = TimeSpan.FromMilliseconds(30) }, clock);
        await using var updates = client.GetStreamingResponseAsync("hello").GetAsyncEnumerator();
        Assert.True(await updates.MoveNextAsync());
        Assert.Equal("Hello! ", updates.Current.Text);

        var next = updates.MoveNextAsync().AsTask();
        await clock.WaitForTimerAsync(TimeSpan.FromMilliseconds(30));
        clock.Advance(TimeSpan.FromMilliseconds(29));
        Assert.False(next.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(await next);
        Assert.Equal("Ask ", updates.Current.Text);
    }

    [Fact]
    public async Task Cancelling_stops_the_words()
    {
        using var cancel = new CancellationTokenSource();
        using var client = new DemoChatClient(new DemoOptions { WordDelay = TimeSpan.FromHours(1) }, TimeProvider.System);
        await using var updates = client.GetStreamingResponseAsync("hello", null, cancel.Token).GetAsyncEnumerator();
        await updates.MoveNextAsync();
        var next = updates.MoveNextAsync().AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    [Fact]
    public async Task Whatever_it_is_told_it_answers_something()
    {
        var random = new Random(7);
        const string Alphabet = "ab 1#.?!\n-*<>\"'é😀\uD83D_refundorder";
        for (var i = 0; i < 3_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(0, 60)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            var context = KnowledgeContext.Render([new RetrievedPassage("c", "d", "s", text, 1)]);
            var response = await Client().GetResponseAsync([new(ChatRole.User, context), new(ChatRole.User, text)], WithRefund);
            Assert.True(response.Text.Length > 0 || response.Messages[0].Contents[0] is FunctionCallContent);
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"order_id":""}""")]
    [InlineData("""{"order_id":null}""")]
    [InlineData("""{"order_id":{}}""")]
    public async Task The_refund_tool_needs_an_order(string arguments)
    {
        var parsed = JsonElement.Parse(arguments).EnumerateObject().ToDictionary(property => property.Name, object? (property) => property.Value);
        var failure = await Assert.ThrowsAsync<ToolException>(async () => await new IssueRefundTool().InvokeAsync(new AIFunctionArguments(parsed)));
        Assert.Contains("'order_id'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_refund_tool_writes() => Assert.Equal(ToolTraits.Default, ToolTraits.Of(new IssueRefundTool()));

    private static DemoChatClient Client() => new(new DemoOptions { WordDelay = TimeSpan.Zero }, TimeProvider.System);

    private static async Task<string> AfterToolAsync(object? result)
    {
        ChatMessage[] conversation =
        [
            new(ChatRole.User, "Refund order 1042"),
            new(ChatRole.Assistant, [new FunctionCallContent("c1", "issue_refund")]),
            new(ChatRole.Tool, [new FunctionResultContent("c1", result)]),
        ];
        return (await Client().GetResponseAsync(conversation, WithRefund)).Text;
    }

    private static async Task<string> AskAboutDemoAsync(string question)
    {
        var context = await ContextAsync(question);
        ChatMessage[] messages = context.Length == 0 ? [new(ChatRole.User, question)] : [new(ChatRole.User, context), new(ChatRole.User, question)];
        return (await Client().GetResponseAsync(messages, WithRefund)).Text;
    }

    /// <summary>What retrieval over the demo documents puts before the model.</summary>
    private static async Task<string> ContextAsync(string question)
    {
        var knowledge = await new KnowledgeFixture().WithAsync([.. SeedDocuments.All.Select(document => document with { OrganizationId = KnowledgeFixture.Organization })]);
        var passages = await knowledge.Retriever.RetrieveAsync(KnowledgeFixture.Anybody, question, 3, default);
        return passages.Count == 0 ? "" : KnowledgeContext.Render(passages);
    }
}
