using System.Text.Json;
using Microsoft.Extensions.AI;
using SmoothOperator.Tools;

namespace SmoothOperator.Testing;

/// <summary>A tool of a host, as a test wants it; counts its calls.</summary>
/// <param name="name">Its name.</param>
/// <param name="run">What it does.</param>
/// <param name="traits">What the engine is told of it, or null for nothing.</param>
/// <param name="schema">The JSON schema of its parameters; any object when not given.</param>
/// <param name="description">Its description.</param>
public sealed class HostTool(
    string name, Func<AIFunctionArguments, CancellationToken, ValueTask<object?>> run, ToolTraits? traits = null, string schema = """{"type":"object"}""", string description = "") : AIFunction
{
    private readonly Dictionary<string, object?> _properties = traits is null ? [] : new(StringComparer.Ordinal) { [ToolTraits.Key] = traits };
    private int _calls;

    /// <summary>Makes a tool that always returns the same.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="result">What it returns.</param>
    public HostTool(string name, string result)
        : this(name, (_, _) => new ValueTask<object?>(result))
    {
    }

    /// <summary>How often it was called.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override string Description => description;

    /// <inheritdoc/>
    public override JsonElement JsonSchema { get; } = JsonElement.Parse(schema);

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, object?> AdditionalProperties => _properties;

    /// <inheritdoc/>
    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        return run(arguments, cancellationToken);
    }
}
