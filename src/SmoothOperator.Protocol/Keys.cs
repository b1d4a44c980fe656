using System.Text.Encodings.Web;
using System.Text.Json;

namespace SmoothOperator.Protocol;

/// <summary>The keys of server frames, encoded once.</summary>
internal static class Keys
{
    public static readonly JsonEncodedText ActionDescription = Encode("actionDescription");
    public static readonly JsonEncodedText AgentId = Encode("agentId");
    public static readonly JsonEncodedText AgentName = Encode("agentName");
    public static readonly JsonEncodedText AgentParticipantId = Encode("agentParticipantId");
    public static readonly JsonEncodedText ApprovalId = Encode("approvalId");
    public static readonly JsonEncodedText Approved = Encode("approved");
    public static readonly JsonEncodedText Arguments = Encode("arguments");
    public static readonly JsonEncodedText Citations = Encode("citations");
    public static readonly JsonEncodedText Code = Encode("code");
    public static readonly JsonEncodedText CompletionTokens = Encode("completionTokens");
    public static readonly JsonEncodedText Content = Encode("content");
    public static readonly JsonEncodedText ConversationId = Encode("conversationId");
    public static readonly JsonEncodedText CostUsd = Encode("costUsd");
    public static readonly JsonEncodedText CreatedAt = Encode("createdAt");
    public static readonly JsonEncodedText CustomerHappinessScore = Encode("customerHappinessScore");
    public static readonly JsonEncodedText Data = Encode("data");
    public static readonly JsonEncodedText Details = Encode("details");
    public static readonly JsonEncodedText Direction = Encode("direction");
    public static readonly JsonEncodedText Directive = Encode("directive");
    public static readonly JsonEncodedText Epoch = Encode("epoch");
    public static readonly JsonEncodedText Error = Encode("error");
    public static readonly JsonEncodedText ErrorId = Encode("errorId");
    public static readonly JsonEncodedText FromSeq = Encode("fromSeq");
    public static readonly JsonEncodedText HasMore = Encode("hasMore");
    public static readonly JsonEncodedText Id = Encode("id");
    public static readonly JsonEncodedText IsError = Encode("isError");
    public static readonly JsonEncodedText Items = Encode("items");
    public static readonly JsonEncodedText Message = Encode("message");
    public static readonly JsonEncodedText MessageId = Encode("messageId");
    public static readonly JsonEncodedText Messages = Encode("messages");
    public static readonly JsonEncodedText Name = Encode("name");
    public static readonly JsonEncodedText NeedsEscalation = Encode("needsEscalation");
    public static readonly JsonEncodedText NeedsSatisfactionScore = Encode("needsSatisfactionScore");
    public static readonly JsonEncodedText NextCursor = Encode("nextCursor");
    public static readonly JsonEncodedText Node = Encode("node");
    public static readonly JsonEncodedText OrganizationId = Encode("organizationId");
    public static readonly JsonEncodedText PromptTokens = Encode("promptTokens");
    public static readonly JsonEncodedText RawResponse = Encode("rawResponse");
    public static readonly JsonEncodedText RequestId = Encode("requestId");
    public static readonly JsonEncodedText RequestSummary = Encode("requestSummary");
    public static readonly JsonEncodedText ResolutionStatus = Encode("resolutionStatus");
    public static readonly JsonEncodedText Response = Encode("response");
    public static readonly JsonEncodedText ResponseParts = Encode("responseParts");
    public static readonly JsonEncodedText Restarted = Encode("restarted");
    public static readonly JsonEncodedText Result = Encode("result");
    public static readonly JsonEncodedText RetryAfterSeconds = Encode("retryAfterSeconds");
    public static readonly JsonEncodedText Score = Encode("score");
    public static readonly JsonEncodedText Seq = Encode("seq");
    public static readonly JsonEncodedText SessionId = Encode("sessionId");
    public static readonly JsonEncodedText Snippet = Encode("snippet");
    public static readonly JsonEncodedText State = Encode("state");
    public static readonly JsonEncodedText Status = Encode("status");
    public static readonly JsonEncodedText SuggestedNextActions = Encode("suggestedNextActions");
    public static readonly JsonEncodedText Text = Encode("text");
    public static readonly JsonEncodedText ThreadId = Encode("threadId");
    public static readonly JsonEncodedText Timestamp = Encode("timestamp");
    public static readonly JsonEncodedText Title = Encode("title");
    public static readonly JsonEncodedText ToolCall = Encode("toolCall");
    public static readonly JsonEncodedText ToolId = Encode("toolId");
    public static readonly JsonEncodedText ToolResult = Encode("toolResult");
    public static readonly JsonEncodedText Type = Encode("type");
    public static readonly JsonEncodedText Url = Encode("url");
    public static readonly JsonEncodedText Usage = Encode("usage");
    public static readonly JsonEncodedText UserParticipantId = Encode("userParticipantId");

    private static JsonEncodedText Encode(string name) => JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
}
