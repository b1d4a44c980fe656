using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SmoothOperator.Protocol;
using Xunit;

namespace SmoothOperator.Tests.Protocol;

/// <summary>Each event equals the protocol's example of it: the same keys at every level, the same values, nothing more.</summary>
public sealed class ServerFrameShapeTests
{
    private static readonly FrameSession Session = new()
    {
        SessionId = "s",
        ConversationId = "c",
        AgentId = "a",
        AgentName = "smooth-agent",
        UserParticipantId = "u",
        AgentParticipantId = "p",
    };

    private static readonly FrameHistory History = new(
        "c", [new FrameMessage("m", IsFromUser: false, "hi", "org", new DateTimeOffset(2026, 6, 7, 14, 0, 0, 123, TimeSpan.FromHours(2)))], null);

    private static readonly FrameReply Reply = new("msg", "Your order has shipped.");

    [Fact]
    public void Session_created_has_six_keys() => AssertEvent(
        """
        {"type":"immediate_response","requestId":"r1","status":200,"message":"Session created",
         "data":{"sessionId":"s","conversationId":"c","agentId":"a","agentName":"smooth-agent","userParticipantId":"u","agentParticipantId":"p"},
         "timestamp":1749340800000}
        """,
        output => ServerFrames.SessionCreated(output, "r1", Session, 1749340800000));

    [Fact]
    public void Session_has_eight_keys() => AssertEvent(
        """
        {"type":"immediate_response","requestId":"r2","status":200,"message":"Session",
         "data":{"sessionId":"s","conversationId":"c","agentId":"a","agentName":"smooth-agent","userParticipantId":"u","agentParticipantId":"p",
                 "threadId":"c","status":"active"},
         "timestamp":0}
        """,
        output => ServerFrames.Session(output, "r2", Session, 0));

    [Fact]
    public void A_session_without_agent_id_leaves_the_key_out() => AssertEvent(
        """
        {"type":"immediate_response","status":200,"message":"Session",
         "data":{"sessionId":"s","conversationId":"c","agentName":"smooth-agent","userParticipantId":"u","agentParticipantId":"p","threadId":"c","status":"ended"},
         "timestamp":0}
        """,
        output => ServerFrames.Session(output, null, Session with { AgentId = null, Status = "ended" }, 0));

    [Fact]
    public void Messages_have_the_shape_of_the_schema() => AssertEvent(
        """
        {"type":"immediate_response","requestId":"r3","status":200,"message":"ConversationMessages",
         "data":{"messages":[{"id":"m","direction":"outbound","content":{"text":"hi"},"createdAt":"2026-06-07T12:00:00.123000Z"}],"nextCursor":null,"hasMore":false},
         "timestamp":0}
        """,
        output => ServerFrames.Messages(output, "r3", History, FrameHistoryShape.Schema, 0));

    [Fact]
    public void Messages_have_the_full_shape() => AssertEvent(
        """
        {"type":"immediate_response","requestId":"r3","status":200,"message":"ConversationMessages",
         "data":{"conversationId":"c",
                 "messages":[{"id":"m","direction":"inbound","content":{"items":[{"type":"text","text":"hi"}],"text":"hi"},"conversationId":"c",
                              "organizationId":"org","createdAt":"2026-06-07T12:00:00.123000Z"}],
                 "nextCursor":"m","hasMore":true},
         "timestamp":0}
        """,
        output => ServerFrames.Messages(
            output, "r3", new FrameHistory("c", [History.Messages[0] with { IsFromUser = true }], "m"), FrameHistoryShape.Full, 0));

    [Fact]
    public void The_acknowledgement_of_a_turn_has_an_empty_data() => AssertTurnEvent(
        """{"type":"immediate_response","requestId":"m1","status":202,"message":"Processing your request...","data":{},"timestamp":0}""",
        (output, position) => ServerFrames.TurnAccepted(output, "m1", 0, position));

    [Theory]
    [InlineData(true, "Tool action approved")]
    [InlineData(false, "Tool action rejected")]
    public void A_tool_action_is_acknowledged(bool approved, string message) => AssertEvent(
        $$$"""
        {"type":"immediate_response","requestId":"r6","status":200,"message":"{{{message}}}",
         "data":{"sessionId":"s","approved":{{{(approved ? "true" : "false")}}}},"timestamp":0}
        """,
        output => ServerFrames.ToolActionAcknowledged(output, "r6", "s", approved, 0));

    [Theory]
    [InlineData(TurnState.Running, "running")]
    [InlineData(TurnState.Parked, "parked")]
    [InlineData(TurnState.Finished, "finished")]
    public void A_resumed_stream_is_acknowledged(TurnState state, string name) => AssertEvent(
        $$$"""
        {"type":"immediate_response","requestId":"m1","status":200,"message":"Stream resumed",
         "data":{"sessionId":"s","requestId":"m1","state":"{{{name}}}","epoch":3,"fromSeq":18,"restarted":false},"timestamp":0}
        """,
        output => ServerFrames.StreamResumed(output, "m1", new FrameResumption("s", state, new StreamPosition(3, 18), Restarted: false), 0));

    [Fact]
    public void A_tool_call_is_a_chunk() => AssertTurnEvent(
        """
        {"type":"stream_chunk","requestId":"m1","node":"lookup_order",
         "data":{"requestId":"m1","node":"lookup_order","state":{"rawResponse":{"toolCall":{"name":"lookup_order","arguments":"{\"id\":\"123\"}"}}}},
         "timestamp":0}
        """,
        (output, position) => ServerFrames.ToolCall(output, "m1", "lookup_order", """{"id":"123"}""", 0, position));

    [Fact]
    public void A_tool_result_is_a_chunk() => AssertTurnEvent(
        """
        {"type":"stream_chunk","requestId":"m1","node":"t",
         "data":{"requestId":"m1","node":"t","state":{"rawResponse":{"toolResult":{"name":"t","isError":true,"result":"no"}}}},"timestamp":0}
        """,
        (output, position) => ServerFrames.ToolResult(output, "m1", "t", "no", isError: true, 0, position));

    [Theory]
    [InlineData("a")]
    [InlineData("é")]
    [InlineData("🙂")]
    public void A_tool_result_is_cut_at_500_characters(string character)
    {
        foreach (var length in new[] { 499, 500, 501, 2_000 })
        {
            var written = Frames.Write(output => ServerFrames.ToolResult(output, "m1", "t", Repeat(character, length), isError: false, 0));
            var result = written.GetProperty("data").GetProperty("state").GetProperty("rawResponse").GetProperty("toolResult").GetProperty("result");
            Assert.Equal(Repeat(character, int.Min(length, 500)), result.GetString());
        }
    }

    [Fact]
    public void A_confirmation_asks_for_a_tool() => AssertTurnEvent(
        """
        {"type":"write_confirmation_required","requestId":"m1",
         "data":{"requestId":"m1","data":{"toolId":"delete_record","actionDescription":"Tool 'delete_record' requires confirmation. Allow?"}},"timestamp":0}
        """,
        (output, position) => ServerFrames.WriteConfirmationRequired(
            output, "m1", "delete_record", "Tool 'delete_record' requires confirmation. Allow?", approvalId: null, 0, position));

    [Fact]
    public void A_confirmation_carries_the_approval_id_for_who_asked() => AssertEvent(
        """
        {"type":"write_confirmation_required","requestId":"m1","data":{"requestId":"m1","data":{"toolId":"t","actionDescription":"d","approvalId":"p1"}},"timestamp":0}
        """,
        output => ServerFrames.WriteConfirmationRequired(output, "m1", "t", "d", "p1", 0));

    [Fact]
    public void Keepalive_repeats_the_request_id() => AssertEvent(
        """{"type":"keepalive","requestId":"m1","data":{"requestId":"m1"},"timestamp":0}""",
        output => ServerFrames.Keepalive(output, "m1", 0));

    [Fact]
    public void A_reply_with_everything_has_every_key()
    {
        Assert.True(RawJsonObject.TryCreate("""{"type":"send_file","files":[]}"""u8.ToArray(), out var directive));
        AssertTurnEvent(
            """
            {"type":"eventual_response","requestId":"m1","status":200,
             "data":{"requestId":"m1","status":200,
              "data":{"messageId":"msg",
               "response":{"responseParts":["Your order has shipped."],"customerHappinessScore":0.5,"needsSatisfactionScore":0.5,
                           "requestSummary":"","resolutionStatus":"in_progress","suggestedNextActions":["Track it"]},
               "needsEscalation":false,
               "citations":[{"id":"doc-1","title":"policies/returns.md","snippet":"…","score":0.91},
                            {"id":"doc-2","title":"https://example.org/","url":"https://example.org/","snippet":"s","score":0}],
               "usage":{"costUsd":0.0123,"promptTokens":1500,"completionTokens":42},
               "directive":{"type":"send_file","files":[]}}},
             "timestamp":0}
            """,
            (output, position) => ServerFrames.EventualResponse(
                output,
                "m1",
                Reply with
                {
                    SuggestedNextActions = ["Track it"],
                    Citations =
                    [
                        new FrameCitation("doc-1", "policies/returns.md", null, "…", 0.91),
                        new FrameCitation("doc-2", "https://example.org/", "https://example.org/", "s", double.NaN),
                    ],
                    Usage = new FrameUsage(0.0123m, 1500, 42),
                    Directive = directive,
                },
                0,
                position));
    }

    [Fact]
    public void A_reply_with_nothing_leaves_the_keys_out() => AssertEvent(
        """
        {"type":"eventual_response","requestId":"m1","status":200,
         "data":{"requestId":"m1","status":200,
          "data":{"messageId":"msg",
           "response":{"responseParts":["Your order has shipped."],"customerHappinessScore":0.5,"needsSatisfactionScore":0.5,
                       "requestSummary":"","resolutionStatus":"in_progress","suggestedNextActions":[]},
           "needsEscalation":false}},
         "timestamp":0}
        """,
        output => ServerFrames.EventualResponse(output, "m1", Reply, 0));

    [Theory]
    [InlineData(null, 10L, 5L, """{"promptTokens":10,"completionTokens":5}""")]
    [InlineData(0.5, null, null, """{"costUsd":0.5}""")]
    [InlineData(null, null, 0L, """{"completionTokens":0}""")]
    public void Usage_has_what_was_reported_and_no_more(double? cost, long? prompt, long? completion, string expected)
    {
        var written = Frames.Write(output => ServerFrames.EventualResponse(
            output, "m1", Reply with { Usage = new FrameUsage((decimal?)cost, prompt, completion) }, 0));
        Assert.Equal(expected, written.GetProperty("data").GetProperty("data").GetProperty("usage").GetRawText());
    }

    [Fact]
    public void Cancelled_mirrors_its_status() => AssertTurnEvent(
        """{"type":"cancelled","requestId":"m1","status":499,"data":{"requestId":"m1","status":499},"timestamp":0}""",
        (output, position) => ServerFrames.Cancelled(output, "m1", 0, position));

    [Fact]
    public void An_error_has_its_descriptor_twice() => AssertTurnEvent(
        """
        {"type":"error","requestId":"m1","error":{"code":"SESSION_NOT_FOUND","message":"session 'x' not found"},
         "data":{"error":{"code":"SESSION_NOT_FOUND","message":"session 'x' not found"},"requestId":"m1"},"timestamp":0}
        """,
        (output, position) => ServerFrames.Error(output, "m1", new FrameError(ErrorCodes.SessionNotFound, "session 'x' not found"), 0, position));

    [Fact]
    public void An_error_without_request_id_leaves_it_out_twice() => AssertEvent(
        """{"type":"error","error":{"code":"VALIDATION_ERROR","message":"m"},"data":{"error":{"code":"VALIDATION_ERROR","message":"m"}},"timestamp":0}""",
        output => ServerFrames.Error(output, null, new FrameError(ErrorCodes.ValidationError, "m"), 0));

    [Fact]
    public void The_details_of_an_error_are_the_known_ones_or_raw()
    {
        Assert.Equal("""{"errorId":"e1"}""", Details(new FrameError("C", "m") { ErrorId = "e1" }));
        Assert.Equal("""{"retryAfterSeconds":30}""", Details(new FrameError("C", "m") { RetryAfterSeconds = 30 }));
        Assert.True(RawJsonObject.TryCreate("""{"any":[1]}"""u8.ToArray(), out var raw));
        Assert.Equal("""{"any":[1]}""", Details(new FrameError("C", "m") { Details = raw, ErrorId = "e1" }));

        static string Details(FrameError error) =>
            Frames.Write(output => ServerFrames.Error(output, "m1", error, 0)).GetProperty("data").GetProperty("details").GetRawText();
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("{\"a\":\"\\ud83d\"}")]
    public void Raw_json_is_one_well_formed_object(string text) => Assert.False(RawJsonObject.TryCreate(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void Pong_has_its_time_twice()
    {
        AssertEvent(
            """{"type":"pong","requestId":"p1","timestamp":1749340800000,"data":{"timestamp":1749340800000}}""",
            output => ServerFrames.Pong(output, "p1", 1749340800000));
        AssertEvent("""{"type":"pong","timestamp":1,"data":{"timestamp":1}}""", output => ServerFrames.Pong(output, null, 1));
    }

    [Fact]
    public void An_extra_key_at_any_level_would_be_noticed()
    {
        var written = Frames.WriteBytes(output => ServerFrames.EventualResponse(
            output, "m1", Reply with { Citations = [new FrameCitation("d", "t", null, "s", 1)], Usage = new FrameUsage(1, 1, 1) }, 0));
        var objects = Objects(JsonNode.Parse(written)!).Count();
        Assert.Equal(6, objects);
        for (var spoiled = 0; spoiled < objects; spoiled++)
        {
            var copy = JsonNode.Parse(written)!;
            Objects(copy).ElementAt(spoiled)["extra"] = 1;
            Assert.False(Equal(JsonElement.Parse(written), JsonElement.Parse(copy.ToJsonString())));
        }
    }

    [Theory]
    [InlineData(100, 100)]
    [InlineData(101, 100)]
    [InlineData(5_000, 100)]
    public void A_quote_has_at_most_100_characters(int length, int quoted)
    {
        Assert.Equal(Repeat("q", quoted), ServerFrames.Quote(Repeat("q", length)));
        Assert.Equal(Repeat("🙂", quoted), ServerFrames.Quote(Repeat("🙂", length)));
    }

    /// <summary>An event of a turn is the same with a position, but for two more keys at the top.</summary>
    private static void AssertTurnEvent(string expected, Action<IBufferWriter<byte>, StreamPosition?> write)
    {
        AssertEvent(expected, output => write(output, null));
        var positioned = JsonNode.Parse(expected)!;
        positioned["epoch"] = 3;
        positioned["seq"] = 18;
        AssertEvent(positioned.ToJsonString(), output => write(output, new StreamPosition(3, 18)));
    }

    private static void AssertEvent(string expected, Action<IBufferWriter<byte>> write)
    {
        var written = Frames.Write(write);
        Assert.True(Equal(JsonElement.Parse(expected), written), $"expected {expected}{Environment.NewLine}written {written.GetRawText()}");
    }

    /// <remarks>Besides values and key sets, no key may appear twice.</remarks>
    private static bool Equal(JsonElement expected, JsonElement written) =>
        JsonElement.DeepEquals(expected, written) && CountKeys(expected) == CountKeys(written);

    private static int CountKeys(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Sum(property => 1 + CountKeys(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().Sum(CountKeys),
        _ => 0,
    };

    private static IEnumerable<JsonObject> Objects(JsonNode node) => node switch
    {
        JsonObject found => [found, .. found.Where(pair => pair.Value is not null).SelectMany(pair => Objects(pair.Value!))],
        JsonArray array => array.Where(entry => entry is not null).SelectMany(entry => Objects(entry!)),
        _ => [],
    };

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
