using Microsoft.Extensions.AI;
using SmoothOperator.Conversations;
using SmoothOperator.Knowledge;
using SmoothOperator.Turns.Steps;

namespace SmoothOperator.Turns.Running;

/// <summary>The messages a model call is given. Retrieved text and tool results are data: they never stand in a system message.</summary>
internal static class Prompt
{
    private const string Continue = "Your last message was cut off. Continue exactly where it stopped, without repeating anything.";
    private const string LastCall = "This is the last reply you can give in this turn: answer in text now, without calling a tool. If something is left to do, say what.";

    public static List<ChatMessage> Build(string systemPrompt, IReadOnlyList<Message> historyNewestFirst, int historyTokens, IReadOnlyList<RetrievedPassage> context, TurnStarted started)
    {
        var messages = new List<ChatMessage>(historyNewestFirst.Count + 4) { new(ChatRole.System, systemPrompt) };
        var first = messages.Count;
        foreach (var message in historyNewestFirst)
        {
            if (string.IsNullOrWhiteSpace(message.Text))
                continue;
            historyTokens -= EstimateTokens(message.Text);
            if (historyTokens < 0)
                break;
            messages.Add(new ChatMessage(message.Direction == MessageDirection.Inbound ? ChatRole.User : ChatRole.Assistant, message.Text));
        }

        messages.Reverse(first, messages.Count - first);
        if (context.Count > 0)
            messages.Add(new ChatMessage(ChatRole.User, KnowledgeContext.Render(context)));
        messages.Add(UserMessage(started));
        return messages;
    }

    /// <summary>Adds what a finished model call and its tools contributed.</summary>
    public static void Add(List<ChatMessage> messages, ModelReplied reply, IReadOnlyList<CallProgress> calls)
    {
        if (reply.Calls.Count == 0 && string.IsNullOrWhiteSpace(reply.Text))
            return;
        var contents = new List<AIContent>(reply.Calls.Count + 1);
        if (reply.Text.Length > 0)
            contents.Add(new TextContent(reply.Text));
        foreach (var call in reply.Calls)
            contents.Add(new FunctionCallContent(call.CallId, call.Name) { RawRepresentation = call.Arguments });
        messages.Add(new ChatMessage(ChatRole.Assistant, contents));
        foreach (var call in calls)
            messages.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent(call.Call.CallId, call.Outcome?.Result ?? "")]));
        if (TurnProgress.IsCut(reply))
            messages.Add(new ChatMessage(ChatRole.User, Continue));
    }

    public static void AddLastCallNotice(List<ChatMessage> messages) => messages.Add(new ChatMessage(ChatRole.User, LastCall));

    /// <summary>A rough count that only bounds the history: four bytes of text a token.</summary>
    private static int EstimateTokens(string text) => (text.Length / 4) + 4;

    private static ChatMessage UserMessage(TurnStarted started)
    {
        if (started.Images.Count == 0)
            return new ChatMessage(ChatRole.User, started.Message);
        var contents = new List<AIContent>(started.Images.Count + 1) { new TextContent(started.Message) };
        foreach (var image in started.Images)
        {
            AIContent content = image.Url.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? new DataContent(image.Url) : new UriContent(image.Url, "image/*");
            if (image.Detail is { } detail)
                content.AdditionalProperties = new AdditionalPropertiesDictionary { ["detail"] = detail };
            contents.Add(content);
        }

        return new ChatMessage(ChatRole.User, contents);
    }
}
