using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace SmoothOperator.Models;

/// <summary>One streamed answer of the gateway, turned into updates. <see cref="TryNext"/> never waits; <see cref="FillAsync"/> waits for the network.</summary>
internal sealed class GatewayReply : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly SseReader _events;
    private readonly GatewayOptions _options;
    private readonly string _key;
    private readonly TimeProvider _time;
    private readonly bool _isWholeBody;
    private readonly CompletionEvent _event = new();
    private readonly ToolCallAssembler _calls = new();
    private readonly CompletionParser _parser;
    private readonly UpdateFactory _updates;
    private readonly SurrogateJoiner _text = new();
    private readonly SurrogateJoiner _reasoning = new();
    private string? _finishReason;
    private bool _sawEmptyFinish;
    private bool _sawEvent;
    private bool _isDone;
    private UsageDetails? _usage;
    private ChatResponseUpdate? _ready;
    private long _quietSince;

    public GatewayReply(HttpResponseMessage response, Stream stream, GatewayOptions options, string key, bool borrow, TimeProvider time)
    {
        _response = response;
        _options = options;
        _key = key;
        _time = time;
        _quietSince = time.GetTimestamp();
        _isWholeBody = response.Content.Headers.ContentType?.MediaType is "application/json";
        _events = new SseReader(stream, options.MaxEventBytes, _isWholeBody);
        _parser = new CompletionParser(_event, _calls);
        _updates = new UpdateFactory(_event, borrow);
    }

    /// <summary>Whether the last update was given.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The next update among what was already received.</summary>
    /// <exception cref="ModelException">The stream is broken, or holds an error.</exception>
    public bool TryNext(out ChatResponseUpdate update)
    {
        if (_ready is not null)
        {
            update = _ready;
            _ready = null;
            return true;
        }

        while (!IsComplete)
        {
            if (TryTakeReasoning(out update) || TryTakeText(out update))
                return true;
            if (_isDone)
                return TryFinish(out update);
            if (_events.TryRead(out var data))
                Apply(data);
            else if (_events.IsAtEnd)
                RequireComplete(_finishReason is not null);
            else
                break;
        }

        update = null!;
        return false;
    }

    /// <summary>Whether an update is there for <see cref="TryNext"/>.</summary>
    /// <exception cref="ModelException">The stream is broken, or holds an error.</exception>
    public bool IsReady() => _ready is not null || TryNext(out _ready!);

    /// <summary>Waits until something arrives. Updates given before are no longer valid when they were borrowed.</summary>
    /// <exception cref="ModelException">An event is too large.</exception>
    public async ValueTask FillAsync(CallDeadline deadline)
    {
        try
        {
            var fill = _events.FillAsync(deadline.Token);
            if (fill.IsCompleted)
                await fill;
            else
                await WaitAsync(fill, deadline);
        }
        catch (Exception e) when (_finishReason is not null && IsLost(e, deadline))
        {
            // Everything but usage has arrived: a gateway that then hangs or hangs up has still answered.
            _isDone = true;
        }
    }

    public void Dispose()
    {
        _events.Dispose();
        _response.Dispose();
    }

    /// <summary>Counts silence from the last event, and only while we wait: neither comments nor a slow consumer move the deadline.</summary>
    private async ValueTask WaitAsync(ValueTask fill, CallDeadline deadline)
    {
        if (_sawEvent)
            _quietSince = _time.GetTimestamp();
        _sawEvent = false;
        deadline.Expect((_finishReason is null ? _options.IdleTimeout : _options.TrailerTimeout) - _time.GetElapsedTime(_quietSince));
        await fill;
        deadline.Expect(Timeout.InfiniteTimeSpan);
    }

    private static bool IsLost(Exception e, CallDeadline deadline) =>
        e is IOException || (e is OperationCanceledException cancelled && deadline.Explain(cancelled) is ModelException);

    private void Apply(ReadOnlyMemory<byte> data)
    {
        _sawEvent = true;
        if (data.IsEmpty)
            return;
        if (data.Span.Trim((byte)' ').SequenceEqual("[DONE]"u8))
        {
            RequireComplete(true);
            return;
        }

        Parse(data);
        _usage = _event.Usage ?? _usage;
        if (_event.FinishReason is { } reason)
        {
            _sawEmptyFinish |= string.IsNullOrWhiteSpace(reason);
            _finishReason ??= string.IsNullOrWhiteSpace(reason) ? null : reason;
        }

        if (_isWholeBody)
            RequireComplete(_finishReason is not null || _sawEmptyFinish);
    }

    private void Parse(ReadOnlyMemory<byte> data)
    {
        try
        {
            _parser.Parse(data);
        }
        catch (JsonException)
        {
            // Not kept as inner exception: its message quotes what the gateway sent.
            var text = Encoding.UTF8.GetString(data.Span[..Math.Min(data.Length, 4 * ModelException.MaxDetailLength)]);
            throw new ModelException("The model gateway sent an event that is not valid JSON.") { Detail = ProviderText.Clean(text, _key) };
        }

        if (_event.Error is not { } error)
            return;
        throw new ModelException("The model gateway reported an error.")
        {
            Status = error.Status,
            Detail = ProviderText.Clean(error.Text, _key),
            IsTransient = error.Status is { } status && GatewayFailure.IsTransient(status),
        };
    }

    private void RequireComplete(bool isComplete)
    {
        _isDone = true;
        if (!isComplete)
            throw new ModelException("The model gateway's answer ended before it was complete.") { IsTransient = true };
    }

    private bool TryTakeReasoning(out ChatResponseUpdate update)
    {
        update = null!;
        if ((_event.ReasoningContent ?? _event.Reasoning) is not { } delta)
            return false;
        _event.ReasoningContent = _event.Reasoning = null;
        var text = _reasoning.Append(delta);
        if (text.Length == 0)
            return false;
        update = _updates.Of(new TextReasoningContent(text));
        return true;
    }

    private bool TryTakeText(out ChatResponseUpdate update)
    {
        update = null!;
        if (!_event.HasText)
            return false;
        var raw = _event.RawText;
        var isPlain = _event.RawTextIsSafe && _event.Text is null && !_text.IsPending;
        var text = isPlain ? null : _text.Append((raw.IsEmpty ? "" : JsonText.Decode(raw.Span)) + _event.Text);
        _event.RawText = default;
        _event.Text = null;
        if (text is { Length: 0 })
            return false;
        update = text is null ? _updates.OfRaw(raw) : _updates.Of(new TextContent(text));
        return true;
    }

    private bool TryFinish(out ChatResponseUpdate update)
    {
        if (_reasoning.IsPending)
            update = _updates.Of(new TextReasoningContent(_reasoning.Flush()));
        else if (_text.IsPending)
            update = _updates.Of(new TextContent(_text.Flush()));
        else
            update = Last();
        return true;
    }

    private ChatResponseUpdate Last()
    {
        IsComplete = true;
        var contents = new List<AIContent>(_calls.Complete());
        if (_usage is not null)
            contents.Add(new UsageContent(_usage));
        var update = _updates.Of(contents);
        update.FinishReason = _finishReason is null ? ChatFinishReason.Stop : new ChatFinishReason(_finishReason);
        if (CostHeaders.Read(_response.Headers) is { } cost)
            update.AdditionalProperties = new AdditionalPropertiesDictionary { [ModelProperties.CostUsd] = cost };
        return update;
    }
}
