using System.Threading.Channels;
using Microsoft.Extensions.AI;

namespace SmoothOperator.Testing;

/// <summary>One call of a <see cref="PuppetChatClient"/>. It lasts until it is ended or its caller leaves.</summary>
public sealed class PuppetCall
{
    private readonly Channel<ChatResponseUpdate> _updates = Channel.CreateUnbounded<ChatResponseUpdate>();
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal PuppetCall(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        Messages = messages;
        Options = options;
    }

    /// <summary>What the model was given.</summary>
    public IReadOnlyList<ChatMessage> Messages { get; }

    /// <summary>The options, as given.</summary>
    public ChatOptions? Options { get; }

    /// <summary>Completes when the caller has read everything, or has gone.</summary>
    public Task Over => _left.Task;

    internal ChannelReader<ChatResponseUpdate> Updates => _updates.Reader;

    /// <summary>Says something.</summary>
    public PuppetCall Say(params string[] chunks)
    {
        foreach (var chunk in chunks)
            _updates.Writer.TryWrite(new ChatResponseUpdate(ChatRole.Assistant, chunk));
        return this;
    }

    /// <summary>Thinks something.</summary>
    public PuppetCall Think(string text)
    {
        _updates.Writer.TryWrite(new ChatResponseUpdate(ChatRole.Assistant, [new TextReasoningContent(text)]));
        return this;
    }

    /// <summary>Asks for a tool call.</summary>
    public PuppetCall Call(string name, string arguments, string callId)
    {
        _updates.Writer.TryWrite(new ChatResponseUpdate(ChatRole.Assistant, [new FunctionCallContent(callId, name) { RawRepresentation = arguments }]));
        return this;
    }

    /// <summary>Ends the call, with a usage of 10 input and 5 output tokens.</summary>
    public void End(string finishReason = "stop")
    {
        var usage = new UsageContent(new UsageDetails { InputTokenCount = 10, OutputTokenCount = 5, TotalTokenCount = 15 });
        _updates.Writer.TryWrite(new ChatResponseUpdate(ChatRole.Assistant, [usage]) { FinishReason = new ChatFinishReason(finishReason) });
        _updates.Writer.TryComplete();
    }

    /// <summary>Ends the call with a failure.</summary>
    public void Fail(Exception failure) => _updates.Writer.TryComplete(failure);

    internal void Left() => _left.TrySetResult();
}
