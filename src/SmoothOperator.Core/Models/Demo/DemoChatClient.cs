using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace SmoothOperator.Models.Demo;

/// <summary>
/// A stand-in for a language model that needs no key and no network: it answers by quoting the sentences of the retrieved passages that fit the question best,
/// says so when none does, and calls <c>issue_refund</c> when asked for a refund. The same conversation always gets the same answer. It reports no usage: it has none.
/// </summary>
/// <param name="options">Its pace.</param>
/// <param name="time">The clock of its pace.</param>
public sealed class DemoChatClient(DemoOptions options, TimeProvider time) : IChatClient
{
    /// <summary>The name it gives as its model.</summary>
    public const string ModelName = "demo";

    private static readonly ChatClientMetadata Metadata = new("smooth-operator", providerUri: null, ModelName);

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var reply = DemoMind.Answer(DemoConversation.Read(messages, options));
        AIContent content = reply.Call is { } call ? call : new TextContent(reply.Text);
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, [content])) { ModelId = ModelName, FinishReason = FinishOf(reply) });
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        StreamAsync(DemoMind.Answer(DemoConversation.Read(messages, options)), cancellationToken);

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        if (serviceKey is not null)
            return null;
        if (serviceType == typeof(ChatClientMetadata))
            return Metadata;
        return serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Holds nothing.
    }

    private static ChatFinishReason FinishOf(DemoReply reply) => reply.Call is null ? ChatFinishReason.Stop : ChatFinishReason.ToolCalls;

    private static ChatResponseUpdate Update(AIContent content) => new(ChatRole.Assistant, [content]) { ModelId = ModelName };

    private async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(DemoReply reply, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (reply.Call is { } call)
            yield return Update(call);

        for (var start = 0; start < reply.Text.Length;)
        {
            if (start > 0 && options.WordDelay > TimeSpan.Zero)
                await Task.Delay(options.WordDelay, time, cancellationToken);
            var space = reply.Text.AsSpan(start).IndexOfAny(' ', '\n');
            var end = space < 0 ? reply.Text.Length : start + space + 1;
            yield return Update(new TextContent(reply.Text[start..end]));
            start = end;
        }

        yield return new ChatResponseUpdate { Role = ChatRole.Assistant, ModelId = ModelName, FinishReason = FinishOf(reply) };
    }
}
