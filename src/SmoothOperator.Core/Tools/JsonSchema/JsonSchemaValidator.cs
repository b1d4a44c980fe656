using System.Text.Json;

namespace SmoothOperator.Tools.JsonSchema;

/// <summary>
/// A JSON schema, compiled once to check many values. It knows the part of JSON Schema 2020-12 that tools use: <c>type</c>, <c>nullable</c>, <c>enum</c>,
/// <c>const</c>, the limits of numbers, strings, arrays and objects, <c>properties</c>, <c>required</c>, <c>additionalProperties</c>, <c>items</c>,
/// <c>prefixItems</c>, <c>allOf</c>, <c>anyOf</c>, <c>oneOf</c>, <c>not</c> and <c>$ref</c> within the document. <c>format</c> is an annotation.
/// </summary>
/// <remarks>Thread-safe. Work is bounded: a schema that multiplies without end makes the value invalid instead of keeping a processor busy.</remarks>
public sealed class JsonSchemaValidator
{
    private readonly SchemaNode _root;

    private JsonSchemaValidator(SchemaNode root, IReadOnlyList<SchemaProblem> schemaProblems)
    {
        _root = root;
        SchemaProblems = schemaProblems;
    }

    /// <summary>Keywords that are unknown, malformed or lead nowhere; <see cref="Validate"/> leaves them out. Empty for a schema that is wholly understood.</summary>
    public IReadOnlyList<SchemaProblem> SchemaProblems { get; }

    /// <summary>Compiles a schema. Never throws for what the schema says: see <see cref="SchemaProblems"/>.</summary>
    /// <param name="schema">The schema: an object or a boolean.</param>
    public static JsonSchemaValidator Compile(JsonElement schema)
    {
        var compiler = new SchemaCompiler(schema.Clone());
        return new(compiler.Compile(), compiler.Problems);
    }

    /// <summary>The first problems of a value, at most five; empty if it is valid.</summary>
    /// <param name="value">The value.</param>
    public IReadOnlyList<SchemaProblem> Validate(JsonElement value)
    {
        var run = new SchemaRun();
        try
        {
            run.Visit(_root, value);
        }
        catch (InvalidOperationException)
        {
            // The reader keeps text as it came and fails only when half a surrogate pair is asked for as a string.
            return [new("", "holds text that is not well-formed Unicode")];
        }

        return run.IsExhausted ? [new("", "is too deep or too large to be checked against its schema")] : run.Problems;
    }
}
