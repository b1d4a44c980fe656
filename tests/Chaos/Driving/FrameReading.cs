using System.Text.Json;
using SmoothOperator.Chaos.Histories;
using SmoothOperator.Protocol;

namespace SmoothOperator.Chaos.Driving;

/// <summary>Reads a server frame as a client does.</summary>
internal static class FrameReading
{
    private static readonly string[] EndsOfTurns = [ErrorCodes.AgentError, ErrorCodes.StorageError];

    public static SeenFrame Read(JsonElement frame, int view, TimeSpan at)
    {
        var seen = new SeenFrame(view, at, FrameKind.Other, (int)Number(frame, "epoch"), Number(frame, "seq"), "");
        var data = frame.TryGetProperty("data", out var value) ? value : default;
        return frame.GetProperty("type").GetString() switch
        {
            EventTypes.ImmediateResponse => Reply(frame, data, seen),
            EventTypes.StreamToken => seen with { Kind = FrameKind.Token, Text = frame.GetProperty("token").GetString()! },
            EventTypes.StreamChunk => Chunk(data.GetProperty("state").GetProperty("rawResponse"), seen),
            EventTypes.WriteConfirmationRequired => Park(data.GetProperty("data"), seen),
            EventTypes.EventualResponse => Completed(data.GetProperty("data"), seen),
            EventTypes.Cancelled => seen with { Kind = FrameKind.Cancelled },
            EventTypes.Error => Error(frame.GetProperty("error"), seen),
            _ => seen,
        };
    }

    private static SeenFrame Reply(JsonElement frame, JsonElement data, SeenFrame seen)
    {
        if (Number(frame, "status") == 202)
            return seen with { Kind = FrameKind.Accepted };
        if (data.TryGetProperty("approved", out _))
            return seen with { Kind = FrameKind.AnswerAccepted };
        return !data.TryGetProperty("fromSeq", out var from) ? seen : seen with
        {
            Kind = FrameKind.Resumed,
            Epoch = (int)Number(data, "epoch"),
            Seq = from.GetInt64(),
            IsRestart = data.GetProperty("restarted").GetBoolean(),
            IsParked = data.GetProperty("state").GetString() == "parked",
        };
    }

    private static SeenFrame Chunk(JsonElement raw, SeenFrame seen)
    {
        if (raw.TryGetProperty("toolCall", out var call))
            return seen with { Kind = FrameKind.ToolCall, Text = $"{call.GetProperty("name").GetString()} {call.GetProperty("arguments").GetString()}" };
        var result = raw.GetProperty("toolResult");
        return seen with
        {
            Kind = FrameKind.ToolResult,
            IsError = result.GetProperty("isError").GetBoolean(),
            Text = $"{result.GetProperty("name").GetString()} {result.GetProperty("result").GetString()}",
        };
    }

    private static SeenFrame Park(JsonElement data, SeenFrame seen) => seen with
    {
        Kind = FrameKind.ParkOpened,
        Text = data.GetProperty("actionDescription").GetString()!,
        ApprovalId = data.TryGetProperty("approvalId", out var id) ? id.GetString() : null,
    };

    private static SeenFrame Completed(JsonElement data, SeenFrame seen) => seen with
    {
        Kind = FrameKind.Completed,
        MessageId = data.GetProperty("messageId").GetString()!,
        Text = data.GetProperty("response").GetProperty("responseParts")[0].GetString()!,
    };

    private static SeenFrame Error(JsonElement error, SeenFrame seen)
    {
        var code = error.GetProperty("code").GetString()!;
        return EndsOfTurns.Contains(code, StringComparer.Ordinal)
            ? seen with { Kind = FrameKind.Failed, Text = $"{code} {error.GetProperty("message").GetString()}" }
            : seen with { Kind = FrameKind.Refused, Text = code };
    }

    private static long Number(JsonElement element, string name) => element.TryGetProperty(name, out var number) ? number.GetInt64() : 0;
}
