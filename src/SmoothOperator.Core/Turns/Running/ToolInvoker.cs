using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using SmoothOperator.Tools;

namespace SmoothOperator.Turns.Running;

/// <summary>Calls one tool: arguments checked, time bounded, every failure turned into a result the model can read.</summary>
internal sealed partial class ToolInvoker(TimeProvider time, TimeSpan timeout, long maxArgumentBytes, ILogger logger)
{
    /// <summary>Longest result the model is given, in characters.</summary>
    public const int MaxResult = 256 << 10;

    /// <summary>The arguments as an object, or the error the model is told.</summary>
    public ToolOutcome? Check(AIFunction tool, string rawArguments, out Dictionary<string, object?> arguments)
    {
        arguments = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (Encoding.UTF8.GetByteCount(rawArguments) > maxArgumentBytes)
            return ToolOutcome.Error($"error: the arguments are longer than {maxArgumentBytes} bytes. The tool did not run.");
        JsonElement parsed;
        try
        {
            using var document = JsonDocument.Parse(string.IsNullOrWhiteSpace(rawArguments) ? "{}" : rawArguments);
            parsed = document.RootElement.ValueKind == JsonValueKind.Null ? JsonElement.Parse("{}") : document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return ToolOutcome.Error("error: the arguments are not valid JSON. The tool did not run.");
        }

        if (parsed.ValueKind != JsonValueKind.Object)
            return ToolOutcome.Error("error: the arguments are not a JSON object. The tool did not run.");
        var problems = ToolArguments.Validate(tool, parsed);
        if (problems.Count > 0)
            return ToolOutcome.Error($"error: the arguments do not fit the tool's parameters: {string.Join("; ", problems)}. The tool did not run.");
        foreach (var property in parsed.EnumerateObject())
            arguments[property.Name] = property.Value;
        return null;
    }

    public async Task<ToolOutcome> InvokeAsync(AIFunction tool, Dictionary<string, object?> arguments, ToolCallContext context, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var call = new AIFunctionArguments(arguments) { Context = new Dictionary<object, object?> { [typeof(ToolCallContext)] = context } };

            // A tool that ignores its token is left behind: the turn goes on, and what the tool still does is the tool's.
            var result = await tool.InvokeAsync(call, either.Token).AsTask().WaitAsync(either.Token);
            return Outcome(result);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return ToolOutcome.Error($"error: the tool timed out after {timeout.TotalSeconds:0} s; whether it took effect is unknown.");
        }
        catch (ToolException failure)
        {
            LogToolError(failure, tool.Name, context.TurnId, context.CallId);
            return ToolOutcome.Error($"error: {failure.Message}");
        }
        catch (Exception failure)
        {
            LogToolFailure(failure, tool.Name, context.TurnId, context.CallId);
            return ToolOutcome.Error("error: the tool failed.");
        }
    }

    private static ToolOutcome Outcome(object? result) => result switch
    {
        ToolResult { Text: var text, Sources: var sources } => new ToolOutcome(false, Cut(text), sources),
        _ => new ToolOutcome(false, Cut(TextOf(result)), []),
    };

    private static string TextOf(object? result) => result switch
    {
        null => "",
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString()!,
        JsonElement json => json.GetRawText(),
        TextContent content => content.Text,
        _ => JsonSerializer.Serialize(result, AIJsonUtilities.DefaultOptions.GetTypeInfo(result.GetType())),
    };

    private static string Cut(string text)
    {
        if (text.Length <= MaxResult)
            return text;
        var length = char.IsHighSurrogate(text[MaxResult - 1]) ? MaxResult - 1 : MaxResult;
        return string.Concat(text.AsSpan(0, length), "\n[cut]");
    }

    [LoggerMessage(EventId = 1201, Level = LogLevel.Warning, Message = "Tool {Tool} reported an error in call {CallId} of turn {TurnId}.")]
    private partial void LogToolError(Exception failure, string tool, string turnId, string callId);

    [LoggerMessage(EventId = 1202, Level = LogLevel.Error, Message = "Tool {Tool} failed in call {CallId} of turn {TurnId}.")]
    private partial void LogToolFailure(Exception failure, string tool, string turnId, string callId);
}
