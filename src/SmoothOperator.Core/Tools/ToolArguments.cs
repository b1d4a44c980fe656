using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using SmoothOperator.Tools.JsonSchema;

namespace SmoothOperator.Tools;

/// <summary>Checks the arguments of a call against what its tool declares.</summary>
public static class ToolArguments
{
    private static readonly ConditionalWeakTable<AIFunction, JsonSchemaValidator> Validators = [];

    /// <summary>What is wrong with the arguments, at most five problems; empty if the tool may be called. The schema is compiled once for each function instance.</summary>
    /// <param name="function">The tool.</param>
    /// <param name="arguments">The arguments, parsed.</param>
    public static IReadOnlyList<SchemaProblem> Validate(AIFunction function, JsonElement arguments)
    {
        if (arguments.ValueKind != JsonValueKind.Object)
            return [new("", "must be an object")];
        return Validators.GetValue(function, static tool => JsonSchemaValidator.Compile(tool.JsonSchema)).Validate(arguments);
    }
}
