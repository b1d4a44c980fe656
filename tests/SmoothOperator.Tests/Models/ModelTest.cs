using System.Globalization;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SmoothOperator.Models;

namespace SmoothOperator.Tests.Models;

/// <summary>What the tests of the gateway client share.</summary>
internal static class ModelTest
{
    public const string Key = "sk-test-0123456789abcdef";

    public static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null }) { Timeout = Timeout.InfiniteTimeSpan };

    public static readonly ChatMessage[] Hello = [new(ChatRole.User, "Hello")];

    public static GatewayChatClient Client(string baseUrl, TimeProvider? time = null, ILogger<GatewayChatClient>? logger = null) =>
        new(Http, Key, new GatewayOptions { BaseUrl = baseUrl }, time ?? TimeProvider.System, logger ?? NullLogger<GatewayChatClient>.Instance);

    /// <summary>A client whose answers are these reads of a response body.</summary>
    public static GatewayChatClient Client(
        IEnumerable<ReadOnlyMemory<byte>> reads, string contentType = "text/event-stream", int maxEventBytes = 1024 * 1024, Exception? end = null) =>
        new(
            new HttpClient(new ReadsHandler([.. reads], contentType, end)),
            Key,
            new GatewayOptions { BaseUrl = "http://gateway.test/v1", MaxRetries = 0, MaxEventBytes = maxEventBytes },
            TimeProvider.System,
            NullLogger<GatewayChatClient>.Instance);

    public static ChatOptions Options(bool borrow = false) => new()
    {
        ModelId = "model-a",
        AdditionalProperties = borrow ? new() { [ModelProperties.BorrowUpdates] = true } : null,
    };

    public static Task<List<string>> TellAsync(this GatewayChatClient client, bool borrow = false, CancellationToken cancellationToken = default) =>
        client.GetStreamingResponseAsync(Hello, Options(borrow), cancellationToken).TellAsync();

    /// <summary>Tells each content of each update as a line of text.</summary>
    public static async Task<List<string>> TellAsync(this IAsyncEnumerable<ChatResponseUpdate> updates)
    {
        var lines = new List<string>();
        await foreach (var update in updates)
        {
            lines.AddRange(update.Contents.Select(Tell));
            if (update.FinishReason is { } reason)
                lines.Add($"finish {reason}");
            if (update.AdditionalProperties?.TryGetValue(ModelProperties.CostUsd, out double cost) is true)
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"cost {cost}"));
        }

        return lines;
    }

    private static string Tell(AIContent content) => content switch
    {
        TextContent text => $"text {text.Text}",
        TextReasoningContent reasoning => $"reasoning {reasoning.Text}",
        FunctionCallContent call => $"call {call.CallId} {call.Name} {call.RawRepresentation} {(call.Arguments is null ? "bad" : "good")}",
        UsageContent usage => $"usage {usage.Details.InputTokenCount} {usage.Details.OutputTokenCount}",
        _ => throw new InvalidOperationException($"unexpected {content.GetType().Name}"),
    };
}
