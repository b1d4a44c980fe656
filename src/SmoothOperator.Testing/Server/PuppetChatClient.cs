using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.AI;

namespace SmoothOperator.Testing;

/// <summary>A model whose every call waits for the test to say what it answers, piece by piece.</summary>
public sealed class PuppetChatClient : IChatClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Channel<PuppetCall> _calls = Channel.CreateUnbounded<PuppetCall>();
    private int _count;

    /// <summary>Calls so far.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The next call that was not taken yet; waits for it.</summary>
    /// <exception cref="TimeoutException">None came within 20 s.</exception>
    public async Task<PuppetCall> NextCallAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            return await _calls.Reader.ReadAsync(deadline.Token);
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException("The model was not called.", late);
        }
    }

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _count);
        var call = new PuppetCall([.. messages.Select(message => message.Clone())], options);
        _calls.Writer.TryWrite(call);
        return PlayAsync(call, cancellationToken);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> PlayAsync(PuppetCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var update in call.Updates.ReadAllAsync(cancellationToken))
            {
                yield return update;
                call.CountTaken();
            }
        }
        finally
        {
            call.MarkLeft();
        }
    }
}
