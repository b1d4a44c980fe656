using System.Text.Json;

namespace SmoothOperator.Testing;

/// <summary>The exact shape of every event: the keys it must have, those it may have, and no others, for strict clients drop a frame with an extra key.</summary>
public static class WireShape
{
    private static readonly string[] Position = ["epoch", "seq"];

    /// <summary>What is wrong with a frame, or null.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="resumesStreams">Whether its connection takes part in <c>resume_stream</c>: events of turns then carry their position, and only then.</param>
    /// <param name="namesApprovals">Whether its connection declared <c>approval_id</c>.</param>
    public static string? ProblemOf(WireFrame frame, bool resumesStreams, bool namesApprovals)
    {
        var check = new Check(frame, resumesStreams);
        switch (frame.Type)
        {
            case "pong":
                check.Top("data", "timestamp", "requestId?");
                check.Keys("data", "timestamp");
                check.Same("timestamp", "data.timestamp");
                break;
            case "error":
                check.Top("error", "data", "timestamp", "requestId?", "epoch?", "seq?");
                check.Keys("error", "code", "message");
                check.Keys("data", "error", "requestId?", "details?");
                check.Same("error", "data.error");
                check.Same("requestId", "data.requestId");
                break;
            case "immediate_response":
                check.Top(frame.Status == 202, "requestId?", "status", "message", "data", "timestamp");
                if (frame.Status == 202)
                    check.Keys("data");
                break;
            case "stream_token" or "stream_reasoning" or "stream_preamble":
                check.Top(true, "requestId", "token", "data", "timestamp");
                check.Keys("data", "requestId", "token");
                check.Same("token", "data.token");
                check.That(frame.Text("token") is { Length: > 0 }, "the token is empty");
                break;
            case "stream_chunk":
                check.Top(true, "requestId", "node", "data", "timestamp");
                check.Keys("data", "requestId", "node", "state");
                check.Keys("data.state", "rawResponse?");
                check.Keys("data.state.rawResponse", "toolCall?", "toolResult?");
                check.Keys("data.state.rawResponse.toolCall", "name", "arguments");
                check.Keys("data.state.rawResponse.toolResult", "name", "isError", "result");
                check.Same("node", "data.node");
                break;
            case "keepalive":
                check.Top("requestId", "data", "timestamp");
                check.Keys("data", "requestId");
                break;
            case "write_confirmation_required":
                check.Top(true, "requestId", "data", "timestamp");
                check.Keys("data", "requestId", "data");
                check.Keys("data.data", namesApprovals ? ["toolId", "actionDescription", "approvalId"] : ["toolId", "actionDescription"]);
                break;
            case "cancelled":
                check.Top(true, "requestId", "status", "data", "timestamp");
                check.Keys("data", "requestId", "status");
                check.That(frame.Status == 499, "the status is not 499");
                break;
            case "eventual_response":
                CheckEventualResponse(check);
                break;
            default:
                check.That(false, "the type is unknown");
                break;
        }

        if (frame.At("data.requestId") is not null)
            check.Same("requestId", "data.requestId");
        check.That(frame.At("timestamp") is { ValueKind: JsonValueKind.Number }, "there is no timestamp");
        return check.Problem;
    }

    private static void CheckEventualResponse(Check check)
    {
        check.Top(true, "requestId", "status", "data", "timestamp");
        check.Keys("data", "requestId", "status", "data");
        check.Keys("data.data", "messageId", "response", "needsEscalation", "citations?", "usage?");
        check.Keys("data.data.response", "responseParts", "customerHappinessScore", "needsSatisfactionScore", "requestSummary", "resolutionStatus", "suggestedNextActions");
        check.Keys("data.data.usage", "costUsd?", "promptTokens?", "completionTokens?");
        for (var i = 0; check.Frame.At($"data.data.citations.{i}") is not null; i++)
            check.Keys($"data.data.citations.{i}", "id", "title", "url?", "snippet", "score");
        check.That(check.Frame.At("data.data.citations") is not { } citations || citations.GetArrayLength() is > 0 and <= 8, "citations must be absent or 1 to 8");
        check.That(check.Frame.At("data.data.response.responseParts")?.GetArrayLength() == 1, "there must be one response part");
    }

    private sealed class Check(WireFrame frame, bool resumesStreams)
    {
        public WireFrame Frame => frame;

        public string? Problem { get; private set; }

        public void Top(params string[] keys) => Keys("", ["type", .. keys]);

        public void Top(bool isOfTurn, params string[] keys) => Keys("", isOfTurn && resumesStreams ? ["type", .. keys, .. Position] : ["type", .. keys]);

        /// <summary>The keys of an object, if it is there at all; a question mark allows a key to be missing.</summary>
        public void Keys(string path, params string[] keys)
        {
            if (path.Length > 0 && frame.At(path) is null)
                return;
            var present = frame.KeysAt(path).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
            foreach (var key in keys)
                That(present.Remove(key.TrimEnd('?')) || key.EndsWith('?'), $"'{path}' lacks '{key}'");
            That(present.Count == 0, $"'{path}' has {string.Join(", ", present)} besides");
        }

        public void Same(string path, string other) =>
            That((frame.At(path), frame.At(other)) is ({ } left, { } right) ? JsonElement.DeepEquals(left, right) : frame.At(path) is null && frame.At(other) is null, $"'{path}' and '{other}' differ");

        public void That(bool holds, string problem)
        {
            if (!holds)
                Problem ??= problem;
        }
    }
}
