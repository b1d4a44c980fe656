using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.AI;
using SmoothOperator.Models;
using SmoothOperator.Turns.Events;
using SmoothOperator.Turns.Steps;

namespace SmoothOperator.Turns.Running;

/// <summary>One call of the model: its text is told as it comes, the rest is gathered into the step.</summary>
internal sealed class ModelCall(TurnStream stream, TimeProvider time, TimeSpan timeout)
{
    private static readonly JsonSerializerOptions ArgumentFormat = new(AIJsonUtilities.DefaultOptions) { WriteIndented = false };
    private static readonly Dictionary<string, object?> NoArguments = new(StringComparer.Ordinal);

    private readonly ReplyText _text = new();
    private List<RequestedCall>? _calls;
    private TokenUsage _usage = TokenUsage.None;
    private string? _finishReason;
    private char _heldSurrogate;

    /// <summary>Runs the call. Frames of one network read leave together: the stream is flushed whenever the model makes us wait.</summary>
    public async Task<ModelReplied> RunAsync(
        IChatClient client, IReadOnlyList<ChatMessage> messages, ChatOptions options, IReadOnlyList<string> contextChunkIds, TurnProgress progress, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            await using var updates = client.GetStreamingResponseAsync(messages, options, either.Token).GetAsyncEnumerator(either.Token);
            while (true)
            {
                var next = updates.MoveNextAsync();
                if (!next.IsCompleted)
                    stream.Flush();
                if (!await next)
                    break;
                Take(updates.Current, progress);
            }
        }
        catch (OperationCanceledException late) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The model call took longer than {timeout.TotalSeconds:0} s.", late);
        }

        if (_heldSurrogate != '\0')
            Tell(TextKind.Answer, "\uFFFD");
        return new ModelReplied
        {
            At = time.GetUtcNow(),
            Text = _text.TextOf(TextKind.Answer),
            Reasoning = _text.TextOf(TextKind.Reasoning),
            Calls = _calls ?? (IReadOnlyList<RequestedCall>)[],
            FinishReason = _finishReason,
            Usage = _usage,
            ContextChunkIds = contextChunkIds,
        };
    }

    private void Take(ChatResponseUpdate update, TurnProgress progress)
    {
        if (update.RawRepresentation is GatewayTextDelta delta)
        {
            stream.TellText(_text, TextKind.Answer, delta.EscapedUtf8.Span);
            return;
        }

        foreach (var content in update.Contents)
        {
            switch (content)
            {
                case TextReasoningContent reasoning:
                    Tell(TextKind.Reasoning, reasoning.Text);
                    break;
                case TextContent text:
                    Tell(TextKind.Answer, text.Text);
                    break;
                case FunctionCallContent call:
                    _calls ??= [];
                    _calls.Add(new RequestedCall(UniqueCallId(progress, call.CallId), call.Name, RawArguments(call)));
                    break;
                case UsageContent usage:
                    _usage = _usage.Plus(new TokenUsage(usage.Details.InputTokenCount, usage.Details.OutputTokenCount, null));
                    break;
                default:
                    break;
            }
        }

        if (update.FinishReason is { } reason)
            _finishReason = reason.Value;
        if (update.AdditionalProperties is { } properties && properties.TryGetValue(ModelProperties.CostUsd, out double cost))
            _usage = _usage with { CostUsd = cost };
    }

    private void Tell(TextKind kind, string? text)
    {
        if (string.IsNullOrEmpty(text))
            return;

        // A model may split a surrogate pair over two pieces; a piece on the wire never ends inside a character.
        if (_heldSurrogate != '\0')
        {
            text = _heldSurrogate + text;
            _heldSurrogate = '\0';
        }

        if (char.IsHighSurrogate(text[^1]))
        {
            _heldSurrogate = text[^1];
            text = text[..^1];
            if (text.Length == 0)
                return;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(text.Length * EscapedText.MaxBytesPerChar);
        try
        {
            stream.TellText(_text, kind, buffer.AsSpan(0, EscapedText.Escape(text, buffer)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Call ids serve as keys of steps and of idempotency; a model that repeats one does not make two calls one.</summary>
    private string UniqueCallId(TurnProgress progress, string? id)
    {
        var used = progress.Replies.SelectMany(reply => reply.Calls).Concat(_calls!).Select(call => call.CallId).ToHashSet(StringComparer.Ordinal);
        var wanted = string.IsNullOrWhiteSpace(id) ? "call" : id;
        var unique = wanted;
        for (var n = 2; used.Contains(unique); n++)
            unique = $"{wanted}-{n}";
        return unique;
    }

    private static string RawArguments(FunctionCallContent call) =>
        call.RawRepresentation as string ?? JsonSerializer.Serialize(call.Arguments ?? NoArguments, ArgumentFormat.GetTypeInfo(typeof(IDictionary<string, object?>)));
}
