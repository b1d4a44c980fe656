using Microsoft.Extensions.AI;

namespace SmoothOperator.Tests.Wire;

/// <summary>A model without memory: asks for a refund when the last message is a user's, and answers when it is a tool's.</summary>
internal sealed class EchoAfterToolClient : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        if (messages.Last().Role == ChatRole.User)
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, [new FunctionCallContent("call", "refund") { RawRepresentation = GatedServer.RefundArguments }]) { FinishReason = ChatFinishReason.ToolCalls };
            yield break;
        }

        yield return new ChatResponseUpdate(ChatRole.Assistant, "All ");
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        yield return new ChatResponseUpdate(ChatRole.Assistant, "done.") { FinishReason = ChatFinishReason.Stop };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
