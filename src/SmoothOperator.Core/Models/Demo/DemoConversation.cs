using System.Text.Json;
using Microsoft.Extensions.AI;
using SmoothOperator.Knowledge;
using SmoothOperator.Tools.Demo;

namespace SmoothOperator.Models.Demo;

/// <summary>What the demo model takes from a conversation.</summary>
internal sealed record DemoConversation
{
    /// <summary>What the user said last, without retrieved passages.</summary>
    public required string Question { get; init; }

    /// <summary>What the assistant said before that, or empty.</summary>
    public required string PreviousReply { get; init; }

    /// <summary>The newest retrieved passages.</summary>
    public required IReadOnlyList<QuotedPassage> Passages { get; init; }

    /// <summary>What a tool answered since the user spoke, or null.</summary>
    public required FunctionResultContent? ToolResult { get; init; }

    /// <summary>The refund tool may be called.</summary>
    public required bool CanRefund { get; init; }

    public static DemoConversation Read(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var question = "";
        var previousReply = "";
        IReadOnlyList<QuotedPassage> passages = [];
        FunctionResultContent? result = null;
        foreach (var message in messages)
        {
            if (message.Role == ChatRole.Assistant && message.Text.Length > 0)
            {
                previousReply = message.Text;
                passages = [];
                result = null;
            }
            else if (message.Role == ChatRole.User)
            {
                if (KnowledgeContext.TryParse(message.Text, out var quoted, out var said))
                    passages = quoted;
                if (said.Length > 0)
                    question = said;
            }
            else if (message.Role == ChatRole.Tool)
            {
                result = message.Contents.OfType<FunctionResultContent>().LastOrDefault() ?? result;
            }
        }

        return new DemoConversation
        {
            Question = question,
            PreviousReply = previousReply,
            Passages = passages,
            ToolResult = result,
            CanRefund = options?.Tools?.Any(tool => tool.Name == IssueRefundTool.ToolName) == true,
        };
    }

    public static string TextOf(FunctionResultContent result) => result.Result switch
    {
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString()!,
        null => result.Exception?.Message ?? "",
        var other => other.ToString() ?? "",
    };
}
