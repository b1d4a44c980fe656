using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SmoothOperator.Testing;

namespace SmoothOperator.Tests.Wire.Conformance;

/// <summary>
/// Plays a scenario: each step sends one frame and takes its events in order, every event having to match the next matcher; only signs of life are passed over.
/// Whether something came that nobody expected shows in the next step.
/// </summary>
internal sealed class ScenarioRunner(Scenario scenario, WireClient client)
{
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private WireFrame? _ahead;

    public static async Task RunAsync(Scenario scenario)
    {
        if (scenario.Steps is not { Count: > 0 })
            throw new ScenarioException($"Scenario {scenario.Name} has no steps.");
        var setup = new TestServerSetup { Model = ModelOf(scenario) };
        foreach (var tool in scenario.Server?.Tools ?? [])
            setup.Tools.Add(new HostTool(tool.Name, (_, _) => new ValueTask<object?>(tool.Result), schema: tool.Parameters.GetRawText(), description: tool.Description));
        foreach (var pattern in scenario.Server?.ConfirmTools ?? [])
            setup.ConfirmTools.Add(pattern);
        foreach (var document in scenario.Server?.Knowledge ?? [])
            setup.Documents.Add((document.Source, document.Content));
        await using var server = await TestServer.StartAsync(setup);
        await using var client = await server.ConnectAsync();
        await new ScenarioRunner(scenario, client).RunAsync();
    }

    private static ScriptedChatClient ModelOf(Scenario scenario)
    {
        var model = new ScriptedChatClient();
        foreach (var entry in scenario.MockLlmScript)
        {
            _ = entry.Kind switch
            {
                "text" => model.Text([.. Pieces(entry.Text!)]),
                "toolCall" => model.ToolCall(entry.Name!, entry.Arguments!, entry.Id),
                _ => throw new ScenarioException($"The script has an entry of kind {entry.Kind}."),
            };
        }

        return model;
    }

    /// <summary>A few characters at a time, as a model streams.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        var piece = new StringBuilder();
        foreach (var (index, rune) in text.EnumerateRunes().Index())
        {
            piece.Append(rune);
            if (index % 4 == 3)
            {
                yield return piece.ToString();
                piece.Clear();
            }
        }

        if (piece.Length > 0)
            yield return piece.ToString();
    }

    private async Task RunAsync()
    {
        foreach (var (index, step) in scenario.Steps.Index())
        {
            await client.SendRawAsync(Substitute(JsonNode.Parse(step.Send.GetRawText()))!.ToJsonString());
            foreach (var matcher in step.Expect ?? [])
                await MatchAsync(matcher, $"{scenario.Name}, step {index + 1}, {matcher.Type}");
        }
    }

    private async Task MatchAsync(EventMatcher matcher, string place)
    {
        var accumulated = "";
        var count = 0;
        do
        {
            var frame = await NextAsync();
            if (frame.Type != matcher.Type)
            {
                if (count == 0)
                    throw new ScenarioException($"{place}: {frame.Type} came instead: {frame}");
                _ahead = frame;
                break;
            }

            count++;
            Check(matcher, frame, place);
            if (matcher.Accumulate is { } path)
                accumulated += frame.Text(path);
        }
        while (matcher.Repeat);
        if (matcher.AssertAccumulated is { } expected && accumulated != expected)
            throw new ScenarioException($"{place}: the pieces make '{accumulated}', not '{expected}'.");
    }

    private void Check(EventMatcher matcher, WireFrame frame, string place)
    {
        if (matcher.Status is { } status && frame.Status != status)
            throw new ScenarioException($"{place}: status is {frame.Status}, not {status}: {frame}");
        if (matcher.StatusGte is { } least && frame.Status < least)
            throw new ScenarioException($"{place}: status is {frame.Status}, below {least}: {frame}");
        foreach (var (path, value) in matcher.Assert ?? new Dictionary<string, JsonElement>())
        {
            var expected = Substitute(JsonNode.Parse(value.GetRawText()));
            if (!IsEqual(frame.At(path), expected))
                throw new ScenarioException($"{place}: '{path}' is not {expected?.ToJsonString() ?? "null"}: {frame}");
        }

        foreach (var (name, path) in matcher.Capture ?? new Dictionary<string, string>())
            _variables[name] = frame.Text(path) ?? throw new ScenarioException($"{place}: there is no '{path}' to capture: {frame}");
    }

    private async Task<WireFrame> NextAsync()
    {
        if (_ahead is { } ahead)
        {
            _ahead = null;
            return ahead;
        }

        return await client.NextAsync();
    }

    /// <summary>Numbers compare by value.</summary>
    private static bool IsEqual(JsonElement? actual, JsonNode? expected) => (actual, expected?.GetValueKind()) switch
    {
        (null, _) => false,
        ({ ValueKind: JsonValueKind.Null }, null) => true,
        ({ ValueKind: JsonValueKind.Number } number, JsonValueKind.Number) => number.GetDecimal() == decimal.Parse(expected!.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture),
        ({ } value, _) => JsonNode.DeepEquals(JsonNode.Parse(value.GetRawText()), expected),
    };

    /// <summary>Puts captured values where a whole string is <c>{{name}}</c>.</summary>
    private JsonNode? Substitute(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject fields:
                foreach (var name in fields.Select(field => field.Key).ToList())
                    fields[name] = Substitute(fields[name]?.DeepClone());
                return fields;
            case JsonArray items:
                return new JsonArray([.. items.Select(item => Substitute(item?.DeepClone()))]);
            case JsonValue value when value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is ['{', '{', .. var name, '}', '}']:
                return _variables.TryGetValue(name, out var captured) ? captured : throw new ScenarioException($"Nothing was captured as '{name}'.");
            default:
                return node;
        }
    }
}
