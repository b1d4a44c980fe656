using System.Buffers;
using System.Text;

namespace SmoothOperator.Bench.Relay;

/// <summary>The frames that come once: of fixed shape, with fresh ids where the protocol wants them.</summary>
internal static class ReplyFrames
{
    private static long Now => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    public static void Pong(IBufferWriter<byte> output, string requestId) => Write(
        output, $$"""{"type":"pong","requestId":"{{requestId}}","data":{"requestId":"{{requestId}}"},"timestamp":{{Now}}{{"}"}}""");

    public static void SessionCreated(IBufferWriter<byte> output, string requestId) => Write(
        output,
        $$"""
        {"type":"immediate_response","requestId":"{{requestId}}","status":200,"message":"Session created","data":{
        "sessionId":"{{Guid.NewGuid()}}","conversationId":"{{Guid.NewGuid()}}","agentId":"11111111-1111-4111-8111-111111111111",
        "agentName":"smooth-agent","userParticipantId":"{{Guid.NewGuid()}}","agentParticipantId":"{{Guid.NewGuid()}}"},"timestamp":{{Now}}
        }
        """);

    public static void Accepted(IBufferWriter<byte> output, string requestId) => Write(
        output,
        $$"""
        {"type":"immediate_response","requestId":"{{requestId}}","status":202,"message":"Processing your request...","data":{},"timestamp":{{Now}}
        }
        """);

    /// <param name="output">Where the frame goes.</param>
    /// <param name="requestId">The turn's.</param>
    /// <param name="reply">The whole reply as still-escaped JSON string content.</param>
    public static void Finished(IBufferWriter<byte> output, string requestId, ReadOnlySpan<byte> reply) => Write(
        output,
        $$"""
        {"type":"eventual_response","requestId":"{{requestId}}","status":200,"data":{"requestId":"{{requestId}}","status":200,"data":{
        "messageId":"{{Guid.NewGuid()}}","response":{"responseParts":["{{Encoding.UTF8.GetString(reply)}}"],
        "customerHappinessScore":0.5,"needsSatisfactionScore":0.5,"requestSummary":"","resolutionStatus":"in_progress",
        "suggestedNextActions":[]},"needsEscalation":false}
        },"timestamp":{{Now}}
        }
        """);

    public static void Failed(IBufferWriter<byte> output, string requestId, string reason) => Write(
        output,
        $$"""
        {"type":"error","requestId":"{{requestId}}","error":{"code":"AGENT_ERROR","message":"{{reason}}"},
        "data":{"error":{"code":"AGENT_ERROR","message":"{{reason}}"}
        },"timestamp":{{Now}}
        }
        """);

    private static void Write(IBufferWriter<byte> output, string json) => ServerFrame.Write(output, FrameKind.Text, Encoding.UTF8.GetBytes(json));
}
