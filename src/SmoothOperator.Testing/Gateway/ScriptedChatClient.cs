using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace SmoothOperator.Testing;

/// <summary>
/// A model that plays a script: each call takes the next entry. Every scripted text or tool call reports a usage of 10 input and 5 output tokens. When the
/// script is exhausted, calls answer with an empty reply that reports none. Thread safe.
/// </summary>
public sealed class ScriptedChatClient : IChatClient
{
    private readonly ConcurrentQueue<Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>>> _script = new();
    private readonly ConcurrentQueue<ScriptedCall> _calls = new();
    private int _callIds;

    /// <summary>The calls so far, oldest first.</summary>
    public IReadOnlyList<ScriptedCall> Calls => [.. _calls];

    /// <summary>Answers with text, one update for each chunk.</summary>
    /// <param name="chunks">The text in pieces.</param>
    public ScriptedChatClient Text(params string[] chunks) =>
        Updates([.. chunks.Select(chunk => new ChatResponseUpdate(ChatRole.Assistant, chunk)), Last(ChatFinishReason.Stop)]);

    /// <summary>Asks for one tool call.</summary>
    /// <param name="name">The tool's name.</param>
    /// <param name="arguments">The arguments as the model writes them; when they are no JSON object, the call has an exception, as with a real model.</param>
    /// <param name="callId">The call's id; <c>call_1</c>, <c>call_2</c> … when not given.</param>
    public ScriptedChatClient ToolCall(string name, string arguments = "{}", string? callId = null) =>
        Updates(Last(ChatFinishReason.ToolCalls, Call(name, arguments, callId ?? $"call_{Interlocked.Increment(ref _callIds)}")));

    /// <summary>Answers with these updates and nothing else.</summary>
    /// <param name="updates">Given out as they are.</param>
    public ScriptedChatClient Updates(params ChatResponseUpdate[] updates) => Then(token => Play(updates, null, token));

    /// <summary>Gives some text, then fails.</summary>
    /// <param name="error">What the call throws.</param>
    /// <param name="chunks">Text before the failure; none when the call fails at once.</param>
    public ScriptedChatClient Error(Exception error, params string[] chunks) =>
        Then(token => Play([.. chunks.Select(chunk => new ChatResponseUpdate(ChatRole.Assistant, chunk))], error, token));

    /// <summary>Gives some text, then nothing more until the call is cancelled.</summary>
    /// <param name="chunks">Text before the silence.</param>
    public ScriptedChatClient Hang(params string[] chunks) => Then(token => HangAsync(chunks, token));

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        _calls.Enqueue(new ScriptedCall([.. messages.Select(message => message.Clone())], options));
        return _script.TryDequeue(out var entry)
            ? entry(cancellationToken)
            : Play([new ChatResponseUpdate(ChatRole.Assistant, []) { FinishReason = ChatFinishReason.Stop }], null, cancellationToken);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static ChatResponseUpdate Last(ChatFinishReason reason, params IEnumerable<AIContent> contents) =>
        new(ChatRole.Assistant, [.. contents, new UsageContent(new UsageDetails { InputTokenCount = 10, OutputTokenCount = 5, TotalTokenCount = 15 })])
        {
            FinishReason = reason,
        };

    private static FunctionCallContent Call(string name, string arguments, string callId)
    {
        var call = new FunctionCallContent(callId, name) { RawRepresentation = arguments };
        try
        {
            call.Arguments = JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments);
        }
        catch (JsonException e)
        {
            call.Exception = e;
        }

        return call;
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Play(
        ChatResponseUpdate[] updates, Exception? error, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (var update in updates)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return update;
        }

        if (error is not null)
            throw error;
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> HangAsync(string[] chunks, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var chunk in chunks)
            yield return new ChatResponseUpdate(ChatRole.Assistant, chunk);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }

    private ScriptedChatClient Then(Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> entry)
    {
        _script.Enqueue(entry);
        return this;
    }
}
