using System.Buffers;
using System.Text.Json;

namespace SmoothOperator.Protocol;

public static partial class ServerFrames
{
    /// <summary>Writes the reply to <c>create_conversation_session</c>: six keys.</summary>
    public static void SessionCreated(IBufferWriter<byte> output, string? requestId, FrameSession session, long timestamp)
    {
        var json = FrameWriter.BeginReply(output, requestId, "Session created");
        WriteSession(json, session);
        FrameWriter.EndReply(json, timestamp);
    }

    /// <summary>Writes the reply to <c>get_session</c>: eight keys.</summary>
    public static void Session(IBufferWriter<byte> output, string? requestId, FrameSession session, long timestamp)
    {
        var json = FrameWriter.BeginReply(output, requestId, "Session");
        WriteSession(json, session);
        json.WriteString(Keys.ThreadId, session.ConversationId);
        json.WriteString(Keys.Status, session.Status);
        FrameWriter.EndReply(json, timestamp);
    }

    private static void WriteSession(Utf8JsonWriter json, FrameSession session)
    {
        json.WriteString(Keys.SessionId, session.SessionId);
        json.WriteString(Keys.ConversationId, session.ConversationId);
        json.WriteIfPresent(Keys.AgentId, session.AgentId);
        json.WriteString(Keys.AgentName, session.AgentName);
        json.WriteString(Keys.UserParticipantId, session.UserParticipantId);
        json.WriteString(Keys.AgentParticipantId, session.AgentParticipantId);
    }
}
