using System.Buffers;
using System.Text.Json;

namespace SmoothOperator.Protocol;

public static partial class ServerFrames
{
    private const int Success = 200;

    /// <summary>The score of a reply that nobody scored.</summary>
    private const double NeutralScore = 0.5;

    /// <summary>Writes <c>eventual_response</c>, the end of a turn that succeeded.</summary>
    public static void EventualResponse(IBufferWriter<byte> output, string requestId, FrameReply reply, long timestamp, in StreamPosition? position = null)
    {
        var json = FrameWriter.Begin(output, EventTypes.EventualResponse, requestId);
        json.WriteNumber(Keys.Status, Success);
        json.WriteStartObject(Keys.Data);
        json.WriteString(Keys.RequestId, requestId);
        json.WriteNumber(Keys.Status, Success);
        json.WriteStartObject(Keys.Data);
        json.WriteString(Keys.MessageId, reply.MessageId);
        WriteResponse(json, reply);
        json.WriteBoolean(Keys.NeedsEscalation, reply.NeedsEscalation);
        WriteCitations(json, reply.Citations);
        WriteUsage(json, reply.Usage);
        if (!reply.Directive.IsEmpty)
            json.WriteRaw(Keys.Directive, reply.Directive);
        json.WriteEndObject();
        json.WriteEndObject();
        FrameWriter.End(json, timestamp, position);
    }

    private static void WriteResponse(Utf8JsonWriter json, FrameReply reply)
    {
        json.WriteStartObject(Keys.Response);
        json.WriteStartArray(Keys.ResponseParts);
        json.WriteStringValue(reply.Text);
        json.WriteEndArray();
        json.WriteNumber(Keys.CustomerHappinessScore, NeutralScore);
        json.WriteNumber(Keys.NeedsSatisfactionScore, NeutralScore);
        json.WriteString(Keys.RequestSummary, ""u8);
        json.WriteString(Keys.ResolutionStatus, "in_progress"u8);
        json.WriteStartArray(Keys.SuggestedNextActions);
        foreach (var action in reply.SuggestedNextActions)
            json.WriteStringValue(action);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCitations(Utf8JsonWriter json, IReadOnlyList<FrameCitation> citations)
    {
        if (citations.Count == 0)
            return;
        json.WriteStartArray(Keys.Citations);
        foreach (var citation in citations)
        {
            json.WriteStartObject();
            json.WriteString(Keys.Id, citation.Id);
            json.WriteString(Keys.Title, citation.Title);
            json.WriteIfPresent(Keys.Url, citation.Url);
            json.WriteString(Keys.Snippet, citation.Snippet);
            json.WriteNumber(Keys.Score, double.IsFinite(citation.Score) ? citation.Score : 0);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteUsage(Utf8JsonWriter json, FrameUsage usage)
    {
        if (usage.IsEmpty)
            return;
        json.WriteStartObject(Keys.Usage);
        if (usage.CostUsd is { } cost)
            json.WriteNumber(Keys.CostUsd, cost);
        if (usage.PromptTokens is { } prompt)
            json.WriteNumber(Keys.PromptTokens, prompt);
        if (usage.CompletionTokens is { } completion)
            json.WriteNumber(Keys.CompletionTokens, completion);
        json.WriteEndObject();
    }
}
