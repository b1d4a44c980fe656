using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace SmoothOperator.Testing.Faults;

/// <summary>A model that fails as planned: before a call, around each piece of the reply, after the last one.</summary>
/// <param name="inner">The model that answers.</param>
/// <param name="plan">What goes wrong.</param>
public sealed class FaultingChatClient(IChatClient inner, FaultPlan plan) : DelegatingChatClient(inner)
{
    /// <inheritdoc/>
    public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await plan.PassAsync(FaultPoint.Before(FaultSteps.Model), cancellationToken);
        await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            await plan.PassAsync(FaultPoint.Before(FaultSteps.Delta), cancellationToken);
            yield return update;
            await plan.PassAsync(FaultPoint.After(FaultSteps.Delta), cancellationToken);
        }

        await plan.PassAsync(FaultPoint.After(FaultSteps.Model), cancellationToken);
    }
}
