using System.Threading.Channels;
using Microsoft.Extensions.AI;

namespace SmoothOperator.Tests.Turns;

/// <summary>A model that says what a test tells it to, when the test tells it to.</summary>
internal sealed class SteppedModel : IChatClient
{
    private readonly Channel<ChatResponseUpdate?> _updates = Channel.CreateUnbounded<ChatResponseUpdate?>();

    public void Say(string text) => _updates.Writer.TryWrite(new ChatResponseUpdate(ChatRole.Assistant, text));

    public void Think(string text) => _updates.Writer.TryWrite(new ChatResponseUpdate(ChatRole.Assistant, [new TextReasoningContent(text)]));

    public void Call(string tool, string callId) =>
        _updates.Writer.TryWrite(new ChatResponseUpdate(ChatRole.Assistant, [new FunctionCallContent(callId, tool, new Dictionary<string, object?>(StringComparer.Ordinal))]));

    /// <summary>Ends the call.</summary>
    public void Finish()
    {
        _updates.Writer.TryWrite(new ChatResponseUpdate { FinishReason = ChatFinishReason.Stop });
        _updates.Writer.TryWrite(null);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (await _updates.Reader.ReadAsync(cancellationToken) is { } update)
            yield return update;
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
