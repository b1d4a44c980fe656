using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SmoothOperator.Testing;

/// <summary>
/// What a <see cref="StubGateway"/> answers: a status, headers, and steps played one after the other. Each writing step is one write to the network. A reply
/// can be used for several requests.
/// </summary>
/// <param name="status">The HTTP status.</param>
/// <param name="contentType">The content type.</param>
public sealed class StubReply(int status = 200, string contentType = "text/event-stream")
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<Func<StubExchange, Task>> _steps = [];
    private readonly List<(string Name, string Value)> _headers = [];

    internal int Status => status;

    internal string ContentType => contentType;

    internal IReadOnlyList<(string Name, string Value)> Headers => _headers;

    internal IReadOnlyList<Func<StubExchange, Task>> Steps => _steps;

    /// <summary>A whole reply of text, one event for each chunk, with finish reason <c>stop</c>, a usage of 10 and 5 tokens, and <c>[DONE]</c>.</summary>
    /// <param name="chunks">The text in pieces.</param>
    public static StubReply Of(params string[] chunks)
    {
        var reply = new StubReply();
        foreach (var chunk in chunks)
            reply.Text(chunk);
        return reply.Finish("stop").Usage(10, 5).Done();
    }

    /// <summary>A failure.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body.</param>
    public static StubReply Fail(int status, string body = "") => new StubReply(status, "application/json").Bytes(Encoding.UTF8.GetBytes(body));

    /// <summary>Adds a response header.</summary>
    public StubReply Header(string name, string value)
    {
        _headers.Add((name, value));
        return this;
    }

    /// <summary>Writes one event.</summary>
    /// <param name="data">What follows <c>data:</c>.</param>
    public StubReply Event(string data) => Bytes(Encoding.UTF8.GetBytes($"data: {data}\n\n"));

    /// <summary>Writes an event with a delta of text.</summary>
    public StubReply Text(string chunk) => Delta($$"""{"content":{{JsonString(chunk)}}}""");

    /// <summary>Writes an event with a whole tool call.</summary>
    /// <param name="id">The call's id.</param>
    /// <param name="name">The tool's name.</param>
    /// <param name="arguments">The string of arguments.</param>
    /// <param name="index">The call's place in the reply.</param>
    public StubReply ToolCall(string id, string name, string arguments, int index = 0) => Delta(
        $$"""
        {"tool_calls":[{"index":{{index}},"id":{{JsonString(id)}},"type":"function","function":{"name":{{JsonString(name)}},"arguments":{{JsonString(arguments)}} } }]}
        """);

    /// <summary>Writes an event with any delta.</summary>
    /// <param name="json">The object under <c>delta</c>.</param>
    public StubReply Delta(string json) =>
        Choice($$"""{"index":0,"delta":{{json}},"finish_reason":null}""");

    /// <summary>Writes an event with a finish reason.</summary>
    public StubReply Finish(string reason) =>
        Choice($$"""{"index":0,"delta":{},"finish_reason":{{JsonString(reason)}} }""");

    /// <summary>Writes an event with usage and no choices.</summary>
    /// <param name="promptTokens">Tokens read.</param>
    /// <param name="completionTokens">Tokens written.</param>
    public StubReply Usage(int promptTokens, int completionTokens) =>
        Chunk($$"""[],"usage":{"prompt_tokens":{{promptTokens}},"completion_tokens":{{completionTokens}},"total_tokens":{{promptTokens + completionTokens}} }""");

    /// <summary>Writes <c>[DONE]</c>.</summary>
    public StubReply Done() => Event("[DONE]");

    /// <summary>Writes these bytes.</summary>
    public StubReply Bytes(ReadOnlyMemory<byte> bytes) => Step(exchange => exchange.WriteAsync(bytes));

    /// <summary>Waits for the test, or until the client goes away.</summary>
    /// <param name="gate">What the test completes.</param>
    public StubReply After(Task gate) => Step(exchange => exchange.WaitAsync(gate));

    /// <summary>Waits on the gateway's clock.</summary>
    public StubReply Delay(TimeSpan delay) => Step(exchange => exchange.DelayAsync(delay));

    /// <summary>Says nothing more until the client goes away.</summary>
    public StubReply Hang() => Delay(Timeout.InfiniteTimeSpan);

    /// <summary>Resets the connection.</summary>
    public StubReply Abort() => Step(exchange =>
    {
        exchange.Abort();
        return Task.CompletedTask;
    });

    private static string JsonString(string text) => JsonSerializer.Serialize(text, Json);

    private StubReply Choice(string json) => Chunk($"[{json}]");

    private StubReply Chunk(string choices) =>
        Event($$"""{"id":"stub-1","object":"chat.completion.chunk","created":1,"model":"stub","choices":{{choices}}}""");

    private StubReply Step(Func<StubExchange, Task> step)
    {
        _steps.Add(step);
        return this;
    }
}
