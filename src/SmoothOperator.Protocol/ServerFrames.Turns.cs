using System.Buffers;

namespace SmoothOperator.Protocol;

public static partial class ServerFrames
{
    private const int Accepted = 202;
    private const int CancelledStatus = 499;

    /// <summary>Writes the first event of a turn: the 202.</summary>
    public static void TurnAccepted(IBufferWriter<byte> output, string requestId, long timestamp, in StreamPosition? position = null)
    {
        var json = FrameWriter.BeginReply(output, requestId, "Processing your request...", Accepted);
        FrameWriter.EndReply(json, timestamp, position);
    }

    /// <summary>Writes the acknowledgement of <c>confirm_tool_action</c>.</summary>
    public static void ToolActionAcknowledged(IBufferWriter<byte> output, string? requestId, string sessionId, bool approved, long timestamp)
    {
        var json = FrameWriter.BeginReply(output, requestId, approved ? "Tool action approved" : "Tool action rejected");
        json.WriteString(Keys.SessionId, sessionId);
        json.WriteBoolean(Keys.Approved, approved);
        FrameWriter.EndReply(json, timestamp);
    }

    /// <summary>Writes the acknowledgement of <c>resume_stream</c>.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="requestId">The turn's request id, whatever the frame named.</param>
    /// <param name="resumption">What follows.</param>
    /// <param name="timestamp">Unix milliseconds.</param>
    public static void StreamResumed(IBufferWriter<byte> output, string requestId, FrameResumption resumption, long timestamp)
    {
        var json = FrameWriter.BeginReply(output, requestId, "Stream resumed");
        json.WriteString(Keys.SessionId, resumption.SessionId);
        json.WriteString(Keys.RequestId, requestId);
        json.WriteString(Keys.State, resumption.State switch
        {
            TurnState.Running => "running"u8,
            TurnState.Parked => "parked"u8,
            _ => "finished"u8,
        });
        json.WriteNumber(Keys.Epoch, resumption.From.Epoch);
        json.WriteNumber(Keys.FromSeq, resumption.From.Seq);
        json.WriteBoolean(Keys.Restarted, resumption.Restarted);
        FrameWriter.EndReply(json, timestamp);
    }

    /// <summary>Writes <c>keepalive</c>, which has no position.</summary>
    public static void Keepalive(IBufferWriter<byte> output, string requestId, long timestamp)
    {
        var json = FrameWriter.Begin(output, EventTypes.Keepalive, requestId);
        json.WriteStartObject(Keys.Data);
        json.WriteString(Keys.RequestId, requestId);
        json.WriteEndObject();
        FrameWriter.End(json, timestamp);
    }

    /// <summary>Writes <c>cancelled</c>, the end of a turn that was cancelled.</summary>
    public static void Cancelled(IBufferWriter<byte> output, string? requestId, long timestamp, in StreamPosition? position = null)
    {
        var json = FrameWriter.Begin(output, EventTypes.Cancelled, requestId);
        json.WriteNumber(Keys.Status, CancelledStatus);
        json.WriteStartObject(Keys.Data);
        json.WriteIfPresent(Keys.RequestId, requestId);
        json.WriteNumber(Keys.Status, CancelledStatus);
        json.WriteEndObject();
        FrameWriter.End(json, timestamp, position);
    }
}
