using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace SmoothOperator.Chaos.Host;

/// <summary>
/// A model whose every reply follows from the messages alone, so that another process goes on where one died: it notes the order, then charges it, then tells what came of both.
/// It writes word by word, with a little time between, as models do.
/// </summary>
internal sealed class ChaosModel : IChatClient
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(2);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var all = messages.ToList();
        var question = all.FindLastIndex(message => message.Role == ChatRole.User);
        var order = all[question].Text.Split(' ')[^1];
        var results = all.Skip(question).SelectMany(message => message.Contents).OfType<FunctionResultContent>().Select(result => result.Result?.ToString()).ToList();
        var (text, call) = results switch
        {
            [] => ($"I will note order {order} first.", ChaosTools.Note),
            [_] => ($"It is noted; now I will charge order {order}.", ChaosTools.Charge),
            _ => ($"Order {order}: the note says '{results[0]}' and the charge says '{results[1]}'. Is there anything else you would like me to do?", null),
        };
        foreach (var word in text.Split(' '))
        {
            await Task.Delay(Pace, cancellationToken);
            yield return new ChatResponseUpdate(ChatRole.Assistant, word + " ");
        }

        yield return call is null
            ? new ChatResponseUpdate { FinishReason = ChatFinishReason.Stop }
            : new ChatResponseUpdate(ChatRole.Assistant, [new FunctionCallContent("call_" + call, call, new Dictionary<string, object?>(StringComparer.Ordinal) { ["order"] = order })])
            {
                FinishReason = ChatFinishReason.ToolCalls,
            };
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
