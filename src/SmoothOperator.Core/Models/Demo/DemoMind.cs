using Microsoft.Extensions.AI;
using SmoothOperator.Tools.Demo;

namespace SmoothOperator.Models.Demo;

/// <summary>Decides what the demo model says.</summary>
internal static class DemoMind
{
    public const string AskForOrder = "I can do that. What is the order number?";
    public const string Denied = "The refund was not approved, so it was not made. Nothing has changed on your order.";
    public const string NotInTime = "Nobody approved the refund in time, so it was not made.";
    public const string NotFound = "I could not find that in the documents.";

    private const string Greeting = "Hello! Ask me about returns or shipping, or ask for a refund of an order.";
    private const string Thanks = "You are welcome!";

    private const string SelfDescription =
        "I am the built-in demo model, not a language model: I answer by quoting the sentences of the documents that fit your question best, and I can ask to issue a refund.";

    private static readonly string[] Greetings = ["hi", "hello", "hey", "hiya", "morning", "afternoon", "evening", "greetings"];
    private static readonly string[] AroundGreetings = ["good", "there", "everyone", "all", "you", "to"];
    private static readonly string[] SelfWords = ["bot", "robot", "human", "person", "model", "llm", "ai", "chatbot", "gpt", "claude", "assistant", "real"];

    public static DemoReply Answer(DemoConversation conversation)
    {
        if (conversation.ToolResult is { } result)
            return new DemoReply(ReportOn(result));
        if (Refund(conversation) is { } refund)
            return refund;
        if (SmallTalk(conversation.Question) is { } talk)
            return new DemoReply(talk);

        var sentences = ExtractiveAnswer.Find(conversation.Question, conversation.Passages);
        return sentences.Count == 0
            ? new DemoReply(NotFound)
            : new DemoReply($"According to {sentences[0].Source}: {string.Join(' ', sentences.Select(sentence => Finished(sentence.Text)))}");
    }

    private static DemoReply? Refund(DemoConversation conversation)
    {
        if (!conversation.CanRefund)
            return null;
        var request = RefundRequest.Read(conversation.Question);
        var isAnswerToOurs = conversation.PreviousReply.EndsWith(AskForOrder, StringComparison.Ordinal) && request.Order is not null;
        if (!request.IsRequested && !isAnswerToOurs)
            return null;
        if (request.Order is not { } order)
            return new DemoReply(AskForOrder);

        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal) { [IssueRefundTool.OrderParameter] = order };
        if (request.IsRequested)
            arguments[IssueRefundTool.ReasonParameter] = conversation.Question;
        return new DemoReply("", new FunctionCallContent($"refund-{order}", IssueRefundTool.ToolName, arguments));
    }

    private static string ReportOn(FunctionResultContent result)
    {
        var text = DemoConversation.TextOf(result);
        if (text.Contains("confirmation timeout", StringComparison.OrdinalIgnoreCase))
            return NotInTime;
        if (text.Contains("denied", StringComparison.OrdinalIgnoreCase))
            return Denied;
        return text.StartsWith(IssueRefundTool.Confirmation, StringComparison.Ordinal)
            ? $"Done. {Finished(text)}"
            : $"I cannot confirm the refund. The refund system answered: {Finished(text)}";
    }

    private static string? SmallTalk(string question)
    {
        string[] words = [.. question.ToLowerInvariant().Split([' ', '\n', ',', '.', '!', '?', '\''], StringSplitOptions.RemoveEmptyEntries)];
        if (words.Any(Greetings.Contains) && words.All(word => Greetings.Contains(word) || AroundGreetings.Contains(word)))
            return Greeting;
        if (words is [] or ["thanks", ..] or ["thank", "you", ..] && words.Length <= 5)
            return words.Length == 0 ? Greeting : Thanks;
        var isAboutSelf = words is ["who" or "what", "are", "you", ..] and { Length: <= 4 } or ["what", "can", "you", "do"] or ["help"]
            || (words.Contains("you") && words.Any(SelfWords.Contains) && words.Length <= 12);
        return isAboutSelf ? SelfDescription : null;
    }

    private static string Finished(string sentence) => sentence.Length > 0 && char.IsLetterOrDigit(sentence[^1]) ? $"{sentence}." : sentence;
}
