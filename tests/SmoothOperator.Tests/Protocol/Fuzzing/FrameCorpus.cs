using System.Text;

namespace SmoothOperator.Tests.Protocol.Fuzzing;

/// <summary>Where mutation starts: a valid frame of each action and of each kind of value, and pieces that make trouble.</summary>
internal static class FrameCorpus
{
    public static readonly byte[][] Frames =
    [
        .. new[]
        {
            """{"action":"ping","requestId":"p1"}""",
            """{"action":"create_conversation_session","requestId":"r1","agentId":"5a9f0b9e-7c1d-4f59-9a55-0e8f5f1d2c3b","userName":"Ada","userEmail":"ada@example.org","browserFingerprint":"fp","metadata":{"page":"/","n":[1,2.5,-3e4,null,true]},"authContext":{"userId":"u","signature":"00ff","timestamp":1749340800},"conversationId":"c1","supports":["resume_stream","approval_id","x"]}""",
            """{"action":"get_session","requestId":"r2","sessionId":"s1"}""",
            """{"action":"get_conversation_messages","requestId":"r3","sessionId":"s1","limit":50,"cursor":"m9","before":"x"}""",
            """{"action":"send_message","requestId":"m1","sessionId":"s1","message":"Where is order 123? é 🙂 \ud83d\ude42 \n \"q\"","stream":true,"model":"claude-haiku-4-5","skill":"returns-desk","images":[{"url":"data:image/png;base64,AAAA","detail":"low"},{"url":"https://example.org/a.png"}],"files":[{"name":"orders.csv","mimeType":"text/csv","url":"data:text/csv;base64,AAAA"}]}""",
            """{"action":"confirm_tool_action","requestId":"m1","sessionId":"s1","approved":true,"approvalId":"a1"}""",
            """{"action":"resume_stream","requestId":"m1","sessionId":"s1","epoch":3,"afterSeq":17}""",
            """{"action":"cancel","requestId":"m1","sessionId":"s1"}""",
            """{"action":"submit_interaction","requestId":"m1","sessionId":"s1","interactionId":"i","kind":"choices","values":{"answers":[{"header":"Size","options":["M"]}]}}""",
            """{"action":123,"requestId":{},"sessionId":[],"limit":1e99,"message":null,"supports":"no","authContext":null,"images":[1,{"url":2}],"files":{}}""",
            """{"message":"first","message":"last","requestId":"a","requestId":"b","\u0061ction":"pin\u0067"}""",
            """[[[[{"a":[[[]]]}]]]]""",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public static readonly byte[][] Values =
    [
        .. new[]
        {
            "null", "true", "1", "-7", "1e99", "{}", "[]", "[\"a\",\"b\",\"c\"]", "[[[1]]]", "{\"url\":\"u\",\"name\":\"n\"}", "{\"userId\":\"u\",\"timestamp\":5}", "\"\"",
            "\"text\"", "\"é🙂\\ud83d\\ude42\"", "\"\\ud83d\"", "\"a text of more than twenty characters\"", "\"action\"", "\"requestId\"", "\"message\"", "\"supports\"",
            "\"images\"", "\"files\"", "\"metadata\"", "\"authContext\"", "\"limit\"", "\"sessionId\"", "\"url\"",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "{", "}", "[", "]", ",", ":", "\"", "\\", "null", "true", "false", "0", "-1", "1e99", "-1e-999", "9223372036854775807", "9223372036854775808", "1.5",
            "\\u0000", "\\ud800", "\\udc00", "\\ud83d\\ude42", "\\\\u", "\\u12", "é", "🙂", "\u2028", "\ufeff", " ", "\n", "//",
            "\"action\":", "\"requestId\":\"x\"", "\"message\":",
            "\"supports\":[\"", "\"images\":[{\"url\":\"", "\"files\":[", "\"metadata\":", "\"authContext\":", "\"limit\":", "{}{}", "[[[[[[[[", "{\"a\":{\"a\":",
        }.Select(Encoding.UTF8.GetBytes),
        [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xFF], [0xF4, 0x90, 0x80, 0x80], [0xF0, 0x9F], [0x00],
    ];
}
