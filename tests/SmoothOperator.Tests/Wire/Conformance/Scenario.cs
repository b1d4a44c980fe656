using System.Text.Json;

namespace SmoothOperator.Tests.Wire.Conformance;

/// <summary>One file of the corpus: a script for the model, a server, and what a client sends and must receive.</summary>
internal sealed record Scenario(string Name, string Description, IReadOnlyList<ScriptEntry> MockLlmScript, ScenarioServer? Server, IReadOnlyList<ScenarioStep> Steps)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    public static Scenario Parse(string json) => JsonSerializer.Deserialize<Scenario>(json, Format)!;
}

/// <summary>One call of the model.</summary>
internal sealed record ScriptEntry(string Kind, string? Text, string? Name, string? Arguments, string? Id);

internal sealed record ScenarioServer(IReadOnlyList<ScenarioTool>? Tools, IReadOnlyList<string>? ConfirmTools, IReadOnlyList<ScenarioDocument>? Knowledge);

internal sealed record ScenarioTool(string Name, string Description, JsonElement Parameters, string Result);

internal sealed record ScenarioDocument(string Source, string Content);

/// <summary>One frame to send, and the events that must follow.</summary>
internal sealed record ScenarioStep(JsonElement Send, IReadOnlyList<EventMatcher>? Expect);

/// <summary>What the next event must be.</summary>
internal sealed record EventMatcher(
    string Type,
    int? Status,
    int? StatusGte,
    IReadOnlyDictionary<string, JsonElement>? Assert,
    IReadOnlyDictionary<string, string>? Capture,
    bool Repeat,
    string? Accumulate,
    string? AssertAccumulated);
