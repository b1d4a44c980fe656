using System.Buffers;
using System.Text;
using System.Text.Json;
using SmoothOperator.Protocol;
using Xunit;

namespace SmoothOperator.Tests.Protocol;

public sealed class ClientFrameReaderTests
{
    private static readonly string[] TextFields =
    [
        "action", "requestId", "sessionId", "agentId", "userName", "userEmail", "browserFingerprint", "conversationId", "message", "model", "skill", "cursor",
        "approvalId",
    ];

    private static readonly string[] Values =
    [
        "1", "-0", "1e99", "1.5", "true", "false", "null", "\"text\"", "\"\"", "{}", "[]", "{\"a\":[{}]}",
        "[[1],{\"b\":2}]",
    ];

    public static TheoryData<string, string> TextFieldsWithValues => Combine(TextFields);

    public static TheoryData<string, string> BooleansWithValues => Combine("stream", "approved");

    public static TheoryData<string, string> IntegersWithValues => Combine("limit", "epoch", "afterSeq");

    public static TheoryData<string, string> ListsWithValues => Combine("supports", "images", "files");

    public static TheoryData<string> AllValues => [.. Values];

    [Fact]
    public void Every_field_is_read()
    {
        var frame = Frames.Read(
            """
            {"action":"send_message","requestId":"m1","sessionId":"s","agentId":" a ","userName":"Ada","userEmail":"ada@example.org","browserFingerprint":"f",
             "conversationId":"c","message":"Where is order 123?","model":"m","skill":"k","cursor":"u","approvalId":"p","stream":false,"approved":true,
             "limit":20,"epoch":3,"afterSeq":17,"supports":["resume_stream","x"],"metadata":{"page": [1, 2]},
             "authContext":{"userId":"u1","signature":"ab","timestamp":1749340800},
             "images":[{"url":"data:image/png;base64,AAAA","detail":"low"},{"url":"https://example.org/a.png"}],
             "files":[{"name":"orders.csv","mimeType":"text/csv","url":"data:text/csv;base64,AAAA"},{"name":"n","url":"u"}]}
            """);

        Assert.Equal("send_message", frame.Action);
        Assert.Equal("m1", frame.RequestId);
        Assert.Equal("s", frame.SessionId);
        Assert.Equal(" a ", frame.AgentId);
        Assert.Equal("Ada", frame.UserName);
        Assert.Equal("ada@example.org", frame.UserEmail);
        Assert.Equal("f", frame.BrowserFingerprint);
        Assert.Equal("c", frame.ConversationId);
        Assert.Equal("Where is order 123?", frame.Message);
        Assert.Equal("m", frame.Model);
        Assert.Equal("k", frame.Skill);
        Assert.Equal("u", frame.Cursor);
        Assert.Equal("p", frame.ApprovalId);
        Assert.False(frame.Stream);
        Assert.True(frame.Approved);
        Assert.Equal(JsonInteger.Of(20), frame.Limit);
        Assert.Equal(JsonInteger.Of(3), frame.Epoch);
        Assert.Equal(JsonInteger.Of(17), frame.AfterSeq);
        Assert.Equal(["resume_stream", "x"], frame.Supports);
        Assert.Equal("""{"page": [1, 2]}""", Encoding.UTF8.GetString(frame.Metadata.Span));
        Assert.Equal(new FrameAuthContext("u1", "ab", 1749340800), frame.AuthContext);
        Assert.True(frame.AuthContext!.IsWellFormed);
        Assert.Equal([new FrameImage("data:image/png;base64,AAAA", "low"), new FrameImage("https://example.org/a.png", null)], frame.Images);
        Assert.Equal([new FrameFile("orders.csv", "text/csv", "data:text/csv;base64,AAAA"), new FrameFile("n", null, "u")], frame.Files);
    }

    [Fact]
    public void An_empty_object_has_nothing_in_it() => AssertEmpty(Frames.Read(" {} "));

    [Theory]
    [InlineData("[]")]
    [InlineData("[{\"action\":\"ping\"}]")]
    [InlineData("\"action\"")]
    [InlineData("12")]
    [InlineData("null")]
    [InlineData("true")]
    public void Json_that_is_no_object_has_nothing_in_it(string json) => AssertEmpty(Frames.Read(json));

    [Theory]
    [MemberData(nameof(TextFieldsWithValues))]
    public void A_text_field_of_another_type_is_absent(string field, string value)
    {
        var frame = ReadBetween(field, value);
        var expected = value[0] == '"' ? JsonSerializer.Deserialize<string>(value) : null;
        Assert.Equal(expected, typeof(ClientFrame).GetProperty(char.ToUpperInvariant(field[0]) + field[1..])!.GetValue(frame));
    }

    [Theory]
    [MemberData(nameof(BooleansWithValues))]
    public void A_boolean_field_of_another_type_is_absent(string field, string value)
    {
        var frame = ReadBetween(field, value);
        bool? expected = value switch { "true" => true, "false" => false, _ => null };
        Assert.Equal(expected, field == "stream" ? frame.Stream : frame.Approved);
    }

    [Theory]
    [MemberData(nameof(IntegersWithValues))]
    public void An_integer_field_of_another_type_is_present_and_not_valid(string field, string value)
    {
        var frame = ReadBetween(field, value);
        var expected = value switch
        {
            "null" => default,
            "1" => JsonInteger.Of(1),
            "-0" => JsonInteger.Of(0),
            _ => JsonInteger.Invalid,
        };
        Assert.Equal(expected, field switch { "limit" => frame.Limit, "epoch" => frame.Epoch, _ => frame.AfterSeq });
    }

    [Theory]
    [InlineData("9223372036854775807", true)]
    [InlineData("-9223372036854775808", true)]
    [InlineData("9223372036854775808", false)]
    [InlineData("1.0", false)]
    [InlineData("1e2", false)]
    public void An_integer_is_one_of_64_bits(string value, bool isValid) => Assert.Equal(isValid, ReadBetween("limit", value).Limit.IsValid);

    [Theory]
    [MemberData(nameof(ListsWithValues))]
    public void A_list_that_is_no_array_is_absent_and_what_is_no_entry_is_left_out(string field, string value)
    {
        var frame = ReadBetween(field, value);
        System.Collections.IEnumerable? list = field switch { "supports" => frame.Supports, "images" => frame.Images, _ => frame.Files };
        if (value[0] == '[')
            Assert.Empty(list!);
        else
            Assert.Null(list);
    }

    [Theory]
    [MemberData(nameof(AllValues))]
    public void Metadata_is_the_text_of_any_json_but_null(string value) =>
        Assert.Equal(value == "null" ? "" : value, Encoding.UTF8.GetString(ReadBetween("metadata", value).Metadata.Span));

    [Theory]
    [MemberData(nameof(AllValues))]
    public void An_auth_context_in_any_form_is_present_and_not_well_formed(string value) =>
        Assert.False(ReadBetween("authContext", value).AuthContext!.IsWellFormed);

    [Theory]
    [InlineData("{\"userId\":1,\"signature\":\"s\",\"timestamp\":1}")]
    [InlineData("{\"userId\":\"u\",\"signature\":{},\"timestamp\":1}")]
    [InlineData("{\"userId\":\"u\",\"signature\":\"s\",\"timestamp\":\"1\"}")]
    [InlineData("{\"userId\":\"u\",\"signature\":\"s\",\"timestamp\":1e99}")]
    [InlineData("{\"userId\":\"u\",\"signature\":\"s\"}")]
    [InlineData("{\"userId\":\"u\",\"signature\":\"s\",\"timestamp\":1,\"timestamp\":null}")]
    public void An_auth_context_with_a_wrong_field_is_not_well_formed(string value) =>
        Assert.False(ReadBetween("authContext", value).AuthContext!.IsWellFormed);

    [Fact]
    public void Malformed_entries_are_left_out_singly()
    {
        var frame = Frames.Read(
            """
            {"supports":[1,"a",null,{"b":"c"},["d"],"e"],
             "images":[7,{"url":5},{"url":""},{"detail":"low"},{"url":"u","detail":"huge","x":{"url":"no"}},[{"url":"no"}],{"url":"v","detail":3}],
             "files":[{"name":"","url":"u"},{"name":"n"},{"url":"u"},{"name":"n","url":"u","mimeType":{}},"f"]}
            """);
        Assert.Equal(["a", "e"], frame.Supports);
        Assert.Equal([new FrameImage("u", null), new FrameImage("v", null)], frame.Images);
        Assert.Equal([new FrameFile("n", null, "u")], frame.Files);
    }

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void A_file_name_has_at_most_255_characters(int length, bool isKept) =>
        Assert.Equal(isKept ? 1 : 0, Frames.Read($$"""{"files":[{"name":"{{new string('n', length)}}","url":"u"}]}""").Files!.Count);

    [Fact]
    public void Of_duplicate_keys_the_last_wins_whatever_its_type()
    {
        var frame = Frames.Read(
            """
            {"message":"a","message":"b","sessionId":"s","sessionId":5,"limit":1,"limit":"x","epoch":"x","epoch":2,"supports":["a"],"supports":null,
             "metadata":1,"metadata":null,"authContext":{"userId":"u","signature":"s","timestamp":1},"authContext":null}
            """);
        Assert.Equal("b", frame.Message);
        Assert.Null(frame.SessionId);
        Assert.Equal(JsonInteger.Invalid, frame.Limit);
        Assert.Equal(JsonInteger.Of(2), frame.Epoch);
        Assert.Null(frame.Supports);
        Assert.True(frame.Metadata.IsEmpty);
        Assert.False(frame.AuthContext!.IsWellFormed);
    }

    [Fact]
    public void Unknown_fields_are_ignored_whatever_they_hold()
    {
        var frame = Frames.Read("""{"before":"x","Action":"no","a":{"action":"no","requestId":["no"]},"":[{"message":"no"}],"action":"ping","token":1e99}""");
        Assert.Equal("ping", frame.Action);
        Assert.Null(frame.RequestId);
        Assert.Null(frame.Message);
    }

    [Fact]
    public void Keys_and_values_may_be_escaped()
    {
        var frame = Frames.Read("""{"\u0061ction":"pin\u0067","mess\u0061ge":"\u00e9\ud83d\ude42\n\\u\/"}""");
        Assert.Same(ActionNames.Ping, frame.Action);
        Assert.Equal("é🙂\n\\u/", frame.Message);
    }

    [Fact]
    public void The_frame_outlives_the_buffer_and_may_come_in_pieces()
    {
        const string Json = """{"action":"send_message","requestId":"r1","message":"h\u00e9llo 🙂","metadata":{"a":[1,2]},"supports":["x"],"limit":12}""";
        var bytes = Encoding.UTF8.GetBytes(Json);
        for (var border = 0; border <= bytes.Length; border++)
        {
            var (head, tail) = (bytes[..border], bytes[border..]);
            Assert.True(ClientFrameReader.TryRead(Segment.Join(head, tail), FrameLimits.Default, out var frame, out _));
            Array.Fill(head, (byte)'#');
            Array.Fill(tail, (byte)'#');
            Assert.Same(ActionNames.SendMessage, frame.Action);
            Assert.Equal("héllo 🙂", frame.Message);
            Assert.Equal("""{"a":[1,2]}""", Encoding.UTF8.GetString(frame.Metadata.Span));
            Assert.Equal(["x"], frame.Supports);
            Assert.Equal(JsonInteger.Of(12), frame.Limit);
        }
    }

    [Fact]
    public void A_message_costs_little_more_memory_than_its_strings()
    {
        var bytes = Encoding.UTF8.GetBytes(
            $$"""{"action":"send_message","requestId":"req-{{Guid.Empty}}","sessionId":"{{Guid.Empty}}","message":"What is your return window?","stream":true}""");
        Assert.True(ClientFrameReader.TryRead(bytes, FrameLimits.Default, out var first, out _));
        var strings = new[] { first.RequestId!, first.SessionId!, first.Message! }.Sum(text => 24 + (2 * text.Length));

        const int Rounds = 100;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
            ClientFrameReader.TryRead(bytes, FrameLimits.Default, out _, out _);
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;

        Assert.InRange(each, strings, strings + 320);
    }

    private static ClientFrame ReadBetween(string field, string value)
    {
        var frame = Frames.Read($$$"""{"x":[{}],"{{{field}}}":{{{value}}},"y":{"z":1}}""");
        Assert.Equal(field == "action" && value[0] == '"', frame.Action is not null);
        return frame;
    }

    private static void AssertEmpty(ClientFrame frame)
    {
        foreach (var property in typeof(ClientFrame).GetProperties())
            Assert.Equal(property.PropertyType.IsValueType ? Activator.CreateInstance(property.PropertyType) : null, property.GetValue(frame));
    }

    private static TheoryData<string, string> Combine(params string[] fields)
    {
        var data = new TheoryData<string, string>();
        foreach (var field in fields)
        {
            foreach (var value in Values)
                data.Add(field, value);
        }

        return data;
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public static ReadOnlySequence<byte> Join(byte[] head, byte[] tail)
        {
            var last = new Segment { Memory = tail, RunningIndex = head.Length };
            return new ReadOnlySequence<byte>(new Segment { Memory = head, Next = last }, 0, last, tail.Length);
        }
    }
}
