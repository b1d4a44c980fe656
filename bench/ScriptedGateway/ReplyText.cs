using System.Text;

namespace SmoothOperator.Bench.Gateway;

/// <summary>Renders the pieces of a streamed completion, each a server-sent event in an HTTP chunk of its own.</summary>
internal static class ReplyText
{
    private static readonly string[] Words =
    [
        "You", " can", " return", " any", " item", " within", " 17", " days", " of", " delivery", ",", " für", " jede", " Größe", " —", " even",
        " a", " café", " table", ".", "\\n", "The", " refund", " goes", " back", " to", " the", " card", " you", " paid", " with", " \\\"promptly\\\"",
    ];

    public const string Head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

    /// <summary>The nth content delta, as JSON string content (already escaped).</summary>
    public static string Word(int n) => Words[n % Words.Length];

    public static string Role(ReplyScript script) => Choice(script, """{"role":"assistant","content":""}""", "null");

    public static string Content(ReplyScript script, string escaped) => Choice(script, $$"""{"content":"{{escaped}}"}""", "null");

    /// <summary>The finish reason, the usage, <c>[DONE]</c> and the end of the body.</summary>
    public static string End(ReplyScript script)
    {
        var usage = $$"""{"prompt_tokens":42,"completion_tokens":{{script.Deltas}},"total_tokens":{{script.Deltas + 42}}}""";
        return Choice(script, "{}", "\"stop\"") + Event($$"""{{Prefix(script)}}"choices":[],"usage":{{usage}}}""") + Event("[DONE]") + "0\r\n\r\n";
    }

    private static string Choice(ReplyScript script, string delta, string finish) =>
        Event($$"""{{Prefix(script)}}"choices":[{"index":0,"delta":{{delta}},"logprobs":null,"finish_reason":{{finish}}}]}""");

    private static string Prefix(ReplyScript script) =>
        $$"""{"id":"chatcmpl-scripted","object":"chat.completion.chunk","created":1760000000,"model":"{{script.Model}}",""";

    private static string Event(string data)
    {
        var text = $"data: {data}\n\n";
        return $"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n";
    }
}
