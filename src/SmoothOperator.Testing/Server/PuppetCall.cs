using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.Extensions.AI;

namespace SmoothOperator.Testing;

/// <summary>One call of a <see cref="PuppetChatClient"/>. It lasts until it is ended or its caller leaves.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose handle is never asked for holds nothing.")]
public sealed class PuppetCall
{
    private readonly Channel<ChatResponseUpdate> _updates = Channel.CreateUnbounded<ChatResponseUpdate>();
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _taken = new(0);
    private int _said;

    internal PuppetCall(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        Messages = messages;
        Options = options;
    }

    /// <summary>What the model was given.</summary>
    public IReadOnlyList<ChatMessage> Messages { get; }

    /// <summary>The options, as given.</summary>
    public ChatOptions? Options { get; }

    /// <summary>Waits, at most 30 s, until the caller has read everything or has gone.</summary>
    public Task OverAsync() => _left.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);

    internal ChannelReader<ChatResponseUpdate> Updates => _updates.Reader;

    /// <summary>Says something.</summary>
    public PuppetCall Say(params string[] chunks)
    {
        foreach (var chunk in chunks)
            Add(new ChatResponseUpdate(ChatRole.Assistant, chunk));
        return this;
    }

    /// <summary>Thinks something.</summary>
    public PuppetCall Think(string text)
    {
        Add(new ChatResponseUpdate(ChatRole.Assistant, [new TextReasoningContent(text)]));
        return this;
    }

    /// <summary>Asks for a tool call.</summary>
    public PuppetCall Call(string name, string arguments, string callId)
    {
        Add(new ChatResponseUpdate(ChatRole.Assistant, [new FunctionCallContent(callId, name) { RawRepresentation = arguments }]));
        return this;
    }

    /// <summary>Ends the call, with a usage of 10 input and 5 output tokens.</summary>
    public void End(string finishReason = "stop")
    {
        var usage = new UsageContent(new UsageDetails { InputTokenCount = 10, OutputTokenCount = 5, TotalTokenCount = 15 });
        Add(new ChatResponseUpdate(ChatRole.Assistant, [usage]) { FinishReason = new ChatFinishReason(finishReason) });
        _updates.Writer.TryComplete();
    }

    /// <summary>Ends the call with a failure.</summary>
    public void Fail(Exception failure) => _updates.Writer.TryComplete(failure);

    /// <summary>Waits until the caller has dealt with everything said so far and wants more.</summary>
    public async Task TakenAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        for (; _said > 0; _said--)
            await _taken.WaitAsync(deadline.Token);
    }

    internal void CountTaken() => _taken.Release();

    internal void MarkLeft() => _left.TrySetResult();

    private void Add(ChatResponseUpdate update)
    {
        _said++;
        _updates.Writer.TryWrite(update);
    }
}
