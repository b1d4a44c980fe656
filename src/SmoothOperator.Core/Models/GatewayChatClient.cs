using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Polly;

namespace SmoothOperator.Models;

/// <summary>
/// A model behind any OpenAI-compatible <c>POST {base}/chat/completions</c>, always streamed. One update per delta of text or reasoning; tool calls come
/// whole in the last update, with usage, finish reason and <see cref="ModelProperties.CostUsd"/>. When several deltas arrive together, only the first is
/// waited for: the others complete synchronously.
/// </summary>
/// <remarks>
/// The <see cref="AIContent.RawRepresentation"/> of a <see cref="FunctionCallContent"/> is the string of arguments as the model sent it; when that is no JSON
/// object, the call has an <see cref="FunctionCallContent.Exception"/> and no arguments. See <see cref="ModelProperties"/> for what else is read and written.
/// A call that fails throws <see cref="ModelException"/>; a cancelled one <see cref="OperationCanceledException"/>.
/// </remarks>
public sealed partial class GatewayChatClient : IChatClient
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly MediaTypeWithQualityHeaderValue EventStream = new("text/event-stream");

    private readonly HttpClient _http;
    private readonly AuthenticationHeaderValue _authorization;
    private readonly string _key;
    private readonly GatewayOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Uri _endpoint;
    private readonly ChatClientMetadata _metadata;
    private readonly ResiliencePipeline<GatewayReply> _retry;

    /// <summary>Creates a client for one key.</summary>
    /// <param name="http">Not disposed here. Its <see cref="HttpClient.Timeout"/> should be infinite: <paramref name="options"/> hold the deadlines.</param>
    /// <param name="apiKey">Sent as bearer token; printable ASCII without spaces.</param>
    /// <param name="options">Address and deadlines.</param>
    /// <param name="time">The clock of deadlines and retries.</param>
    /// <param name="logger">Hears of retries; never of keys, requests or replies.</param>
    /// <exception cref="ArgumentException">The key cannot be used.</exception>
    /// <exception cref="InvalidOperationException">An option is out of its range.</exception>
    public GatewayChatClient(HttpClient http, string apiKey, GatewayOptions options, TimeProvider time, ILogger<GatewayChatClient> logger)
    {
        options.Validate();
        if (apiKey.Length == 0 || apiKey.AsSpan().ContainsAnyExceptInRange('!', '~'))
            throw new ArgumentException("The gateway key must be printable ASCII without spaces.", nameof(apiKey));
        _http = http;
        _key = apiKey;
        _authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        _options = options;
        _time = time;
        _logger = logger;
        _endpoint = options.Endpoint();
        _metadata = new ChatClientMetadata("openai", _endpoint);
        _retry = GatewayRetry.Create(options, time, (attempt, delay, e) => LogRetry(attempt, options.MaxRetries, delay.TotalSeconds, e.Message));
    }

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var deadline = new CallDeadline(_options, _time, cancellationToken);
        using var reply = await OpenAsync(messages, options ?? new ChatOptions(), deadline);
        while (true)
        {
            while (reply.TryNext(out var update))
                yield return update;
            if (reply.IsComplete)
                yield break;
            await FillAsync(reply, deadline);
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <summary>Does nothing: the connection pool belongs to whoever made it.</summary>
    public void Dispose()
    {
    }

    /// <summary>Sends the request, again if need be, until an update is ready.</summary>
    private async Task<GatewayReply> OpenAsync(IEnumerable<ChatMessage> messages, ChatOptions options, CallDeadline deadline)
    {
        using var body = new PooledBuffer();
        ChatRequestWriter.Write(body, messages, options);
        var borrow = options.AdditionalProperties?.TryGetValue(ModelProperties.BorrowUpdates, out bool wanted) is true && wanted;
        try
        {
            return await AttemptAsync(body.WrittenMemory, borrow, deadline);
        }
        catch (ModelException failure) when (failure.IsTransient)
        {
            return await RetryAsync(failure, body.WrittenMemory, borrow, deadline);
        }
        catch (OperationCanceledException e)
        {
            throw deadline.Explain(e);
        }
    }

    /// <summary>Hands a failed first attempt to the retry pipeline, which counts it as its own: a call that succeeds at once does not pay for it.</summary>
    private async Task<GatewayReply> RetryAsync(ModelException failure, ReadOnlyMemory<byte> body, bool borrow, CallDeadline deadline)
    {
        ModelException? first = failure;
        try
        {
            return await _retry.ExecuteAsync(
                async _ =>
                {
                    if (Interlocked.Exchange(ref first, null) is { } known)
                        throw known;
                    return await AttemptAsync(body, borrow, deadline);
                },
                deadline.Token);
        }
        catch (OperationCanceledException e)
        {
            throw deadline.Explain(e);
        }
    }

    private async Task<GatewayReply> AttemptAsync(ReadOnlyMemory<byte> body, bool borrow, CallDeadline deadline)
    {
        deadline.Expect(_options.IdleTimeout);
        GatewayReply? reply = null;
        try
        {
            reply = await SendAsync(body, borrow, deadline.Token);
            while (!reply.IsReady())
                await FillAsync(reply, deadline);
            var opened = reply;
            reply = null;
            return opened;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            throw Explain(e, deadline);
        }
        finally
        {
            reply?.Dispose();
            deadline.Expect(Timeout.InfiniteTimeSpan);
        }
    }

    private async Task<GatewayReply> SendAsync(ReadOnlyMemory<byte> body, bool borrow, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _endpoint);
        request.Content = new ReadOnlyMemoryContent(body);
        request.Content.Headers.ContentType = Json;
        request.Headers.Authorization = _authorization;
        request.Headers.Accept.Add(EventStream);
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        try
        {
            if (!response.IsSuccessStatusCode)
                throw await GatewayFailure.ReadAsync(response, _key, _time, cancellationToken);
            return new GatewayReply(response, await response.Content.ReadAsStreamAsync(cancellationToken), _options, _key, borrow, _time);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static async ValueTask FillAsync(GatewayReply reply, CallDeadline deadline)
    {
        try
        {
            await reply.FillAsync(deadline);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            throw Explain(e, deadline);
        }
    }

    private static Exception Explain(Exception e, CallDeadline deadline) => e is OperationCanceledException cancelled
        ? deadline.Explain(cancelled)
        : new ModelException("The connection to the model gateway failed.", e) { IsTransient = true };

    [LoggerMessage(4001, LogLevel.Warning, "Model call failed before its first token: {Problem} Retry {Attempt} of {Attempts} in {DelaySeconds:0.00} s.")]
    private partial void LogRetry(int attempt, int attempts, double delaySeconds, string problem);
}
