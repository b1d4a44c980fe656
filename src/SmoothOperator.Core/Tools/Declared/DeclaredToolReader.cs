using System.Text.Json;
using System.Text.RegularExpressions;
using SmoothOperator.Tools.JsonSchema;

namespace SmoothOperator.Tools.Declared;

/// <summary>Reads one tool of the file.</summary>
internal sealed partial class DeclaredToolReader(IReadOnlyDictionary<string, string> environment)
{
    private const int MaxDescription = 4_096;

    public DeclaredToolSpecification? Read(ToolFields fields)
    {
        if (!fields.AreValid)
            return null;
        var name = ReadName(fields);
        var description = fields.Text("description", MaxDescription);
        var traits = new ToolTraits { RequiresConfirmation = fields.Flag("requiresConfirmation"), IsIdempotent = fields.Flag("idempotent") };
        var parameters = ReadParameters(fields);
        if (fields.Has("result") == fields.Has("http"))
            fields.Problem("result", "and http: exactly one of the two must be there");
        var result = fields.TryTake("result", out var value) ? ToolText.Cut(ToolText.Of(value)) : null;
        var http = fields.Object("http") is { } endpoint ? new HttpEndpointReader(environment).Read(endpoint, parameters) : null;
        fields.ReportLeft("name, description, parameters, requiresConfirmation, idempotent, result, http");
        return fields.AreValid ? new(name!, description!, parameters, traits, result, http) : null;
    }

    private static string? ReadName(ToolFields fields)
    {
        if (fields.TryTake("name", out var value) && value.ValueKind == JsonValueKind.String && Name().IsMatch(value.GetString()!))
            return value.GetString();
        fields.Problem("name", "must be a string of 1 to 64 characters out of A-Z, a-z, 0-9, _ and -");
        return null;
    }

    private static JsonElement ReadParameters(ToolFields fields)
    {
        if (!fields.TryTake("parameters", out var schema)
            || schema.ValueKind != JsonValueKind.Object
            || !schema.TryGetProperty("type", out var type)
            || type.ValueKind != JsonValueKind.String
            || type.GetString() != "object")
            fields.Problem("parameters", "must be a JSON schema with \"type\":\"object\"");
        else
        {
            foreach (var problem in JsonSchemaValidator.Compile(schema).SchemaProblems)
                fields.Problem($"parameters{problem.Pointer}", problem.Rule);
        }

        return schema;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,64}\z", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Name();
}
