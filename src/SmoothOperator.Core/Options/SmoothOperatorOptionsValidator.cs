using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace SmoothOperator;

/// <summary>Checks the options of a host at start; every problem is named at once.</summary>
public sealed class SmoothOperatorOptionsValidator : IValidateOptions<SmoothOperatorOptions>
{
    private const int MaxNameLength = 256;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, SmoothOperatorOptions options)
    {
        var problems = new ValidateOptionsResultBuilder();
        CheckModel(options.Model, problems);
        Check(problems, options.Turns.PerConnection, OptionRanges.TurnsPerConnection);
        Check(problems, options.Turns.Retention, OptionRanges.TurnRetention);
        Check(problems, options.Turns.DrainTime, OptionRanges.DrainTime);
        Check(problems, options.Turns.ModelTimeout, OptionRanges.CallTimeout);
        Check(problems, options.Turns.ToolTimeout, OptionRanges.CallTimeout);
        Check(problems, Enum.IsDefined(options.Turns.OnDisconnect), "must be Continue or Cancel", "options.Turns.OnDisconnect");
        Check(problems, options.Approvals.Timeout, OptionRanges.ConfirmTimeout);
        Check(problems, !options.Approvals.ConfirmTools.Any(string.IsNullOrWhiteSpace), "may not hold an empty text: it would be part of every name", "options.Approvals.ConfirmTools");
        CheckConnections(options.Connections, problems);
        CheckFrames(options.Frames, problems);
        return problems.Build();
    }

    private static void CheckModel(ModelOptions model, ValidateOptionsResultBuilder problems)
    {
        Check(problems, IsAddress(model.GatewayUrl), "must be an absolute http or https address without user, password, query or fragment", "options.Model.GatewayUrl");
        Check(problems, model.GatewayKey is null || IsHeaderValue(model.GatewayKey), "must be printable ASCII without spaces", "options.Model.GatewayKey");
        Check(problems, !string.IsNullOrWhiteSpace(model.Model) && model.Model.Length <= MaxNameLength, $"must have 1 to {MaxNameLength} characters", "options.Model.Model");
        Check(problems, model.MaxIterations, OptionRanges.MaxIterations);
        Check(problems, model.MaxTokens, OptionRanges.MaxTokens);
        Check(problems, model.HistoryMessages, OptionRanges.HistoryMessages);
        Check(problems, model.HistoryTokens, OptionRanges.HistoryTokens);
    }

    private static void CheckConnections(ConnectionOptions connections, ValidateOptionsResultBuilder problems)
    {
        Check(problems, connections.Max, OptionRanges.MaxConnections);
        Check(problems, connections.FramesPerSecond, OptionRanges.FramesPerSecond);
        Check(problems, connections.InboundMemory, OptionRanges.InboundMemory);
        Check(problems, connections.OutboundQueue, OptionRanges.OutboundQueue);
        Check(problems, connections.ReplayMemory, OptionRanges.ReplayMemory);
        Check(problems, connections.ReplayMemoryPerTurn, OptionRanges.ReplayMemoryPerTurn);
    }

    private static void CheckFrames(FrameOptions frames, ValidateOptionsResultBuilder problems)
    {
        Check(problems, frames.MessageCharacters, OptionRanges.MessageCharacters);
        Check(problems, frames.ReadBytes, OptionRanges.FrameBytes);
        Check(problems, frames.CloseBytes, OptionRanges.FrameBytes);
        Check(problems, frames.CloseBytes >= frames.ReadBytes, "must be at least Frames.ReadBytes", "options.Frames.CloseBytes");
        Check(problems, frames.RequestIdCharacters, OptionRanges.FieldCharacters);
        Check(problems, frames.AgentIdCharacters, OptionRanges.FieldCharacters);
        Check(problems, frames.ContactCharacters, OptionRanges.FieldCharacters);
        Check(problems, frames.MetadataBytes, OptionRanges.MetadataBytes);
        Check(problems, frames.ToolArgumentBytes, OptionRanges.ToolArgumentBytes);
        Check(problems, frames.HistoryPageBytes, OptionRanges.HistoryPageBytes);
        Check(problems, Enum.IsDefined(frames.HistoryShape), "must be Full or Schema", "options.Frames.HistoryShape");
    }

    /// <summary>Whether a text can be the base address of a gateway.</summary>
    /// <param name="text">The text.</param>
    public static bool IsAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri is { UserInfo: "", Query: "", Fragment: "", Host.Length: > 0 };

    /// <summary>Whether a text can be sent as a bearer key.</summary>
    /// <param name="text">The text.</param>
    public static bool IsHeaderValue(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange('!', '~');

    private static void Check(ValidateOptionsResultBuilder problems, long value, OptionRange range, [CallerArgumentExpression(nameof(value))] string property = "") =>
        Check(problems, range.Contains(value), $"is {value} and must be from {range.Min} to {range.Max}", property);

    private static void Check(ValidateOptionsResultBuilder problems, TimeSpan value, OptionRange range, [CallerArgumentExpression(nameof(value))] string property = "") =>
        Check(problems, range.Contains(value.TotalSeconds), $"is {value.TotalSeconds} s and must be from {range.Min} to {range.Max} s", property);

    private static void Check(ValidateOptionsResultBuilder problems, bool holds, string rule, string property)
    {
        if (!holds)
            problems.AddError($"{Name(property)} {rule}");
    }

    /// <summary><c>frames.ReadBytes</c> and <c>options.Frames.ReadBytes</c> are both the host's <c>Frames.ReadBytes</c>.</summary>
    private static string Name(string property)
    {
        var path = property.StartsWith("options.", StringComparison.Ordinal) ? property["options.".Length..] : property;
        return char.ToUpperInvariant(path[0]) + path[1..];
    }
}
