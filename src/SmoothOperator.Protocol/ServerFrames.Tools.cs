using System.Buffers;
using System.Text.Json;

namespace SmoothOperator.Protocol;

public static partial class ServerFrames
{
    private const int ResultCharacters = 500;

    /// <summary>Writes the <c>stream_chunk</c> of a tool call that starts.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="requestId">The turn's request id.</param>
    /// <param name="tool">The tool's name.</param>
    /// <param name="arguments">The arguments as the model wrote them, unaltered.</param>
    /// <param name="timestamp">Unix milliseconds.</param>
    /// <param name="position">The event's place in its turn.</param>
    public static void ToolCall(
        IBufferWriter<byte> output, string requestId, string tool, string arguments, long timestamp, in StreamPosition? position = null)
    {
        var json = BeginChunk(output, requestId, tool);
        json.WriteStartObject(Keys.ToolCall);
        json.WriteString(Keys.Name, tool);
        json.WriteString(Keys.Arguments, arguments);
        EndChunk(json, timestamp, position);
    }

    /// <summary>Writes the <c>stream_chunk</c> of a tool call that ended, also when it was refused or failed.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="requestId">The turn's request id.</param>
    /// <param name="tool">The tool's name.</param>
    /// <param name="result">What the model is given; clients get its first 500 characters.</param>
    /// <param name="isError">Whether the call failed or was refused.</param>
    /// <param name="timestamp">Unix milliseconds.</param>
    /// <param name="position">The event's place in its turn.</param>
    public static void ToolResult(
        IBufferWriter<byte> output, string requestId, string tool, string result, bool isError, long timestamp, in StreamPosition? position = null)
    {
        var json = BeginChunk(output, requestId, tool);
        json.WriteStartObject(Keys.ToolResult);
        json.WriteString(Keys.Name, tool);
        json.WriteBoolean(Keys.IsError, isError);
        json.WriteString(Keys.Result, Scalars.Cut(result, ResultCharacters));
        EndChunk(json, timestamp, position);
    }

    /// <summary>Writes <c>write_confirmation_required</c>.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="requestId">The turn's request id.</param>
    /// <param name="tool">The tool's name.</param>
    /// <param name="description">What the person is asked.</param>
    /// <param name="approvalId">What the answer must repeat, for connections that declared <see cref="Capabilities.ApprovalId"/>.</param>
    /// <param name="timestamp">Unix milliseconds.</param>
    /// <param name="position">The event's place in its turn.</param>
    public static void WriteConfirmationRequired(
        IBufferWriter<byte> output, string requestId, string tool, string description, string? approvalId, long timestamp, in StreamPosition? position = null)
    {
        var json = FrameWriter.Begin(output, EventTypes.WriteConfirmationRequired, requestId);
        json.WriteStartObject(Keys.Data);
        json.WriteString(Keys.RequestId, requestId);
        json.WriteStartObject(Keys.Data);
        json.WriteString(Keys.ToolId, tool);
        json.WriteString(Keys.ActionDescription, description);
        json.WriteIfPresent(Keys.ApprovalId, approvalId);
        json.WriteEndObject();
        json.WriteEndObject();
        FrameWriter.End(json, timestamp, position);
    }

    private static Utf8JsonWriter BeginChunk(IBufferWriter<byte> output, string requestId, string node)
    {
        var json = FrameWriter.Begin(output, EventTypes.StreamChunk, requestId);
        json.WriteString(Keys.Node, node);
        json.WriteStartObject(Keys.Data);
        json.WriteString(Keys.RequestId, requestId);
        json.WriteString(Keys.Node, node);
        json.WriteStartObject(Keys.State);
        json.WriteStartObject(Keys.RawResponse);
        return json;
    }

    private static void EndChunk(Utf8JsonWriter json, long timestamp, in StreamPosition? position)
    {
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        FrameWriter.End(json, timestamp, position);
    }
}
