using System.Text.Json;
using Microsoft.Extensions.AI;

namespace SmoothOperator.Tools.Declared;

/// <summary>A tool of the file, as models and the engine see it. The engine checks arguments before it calls (<see cref="ToolArguments"/>).</summary>
internal abstract class DeclaredTool(DeclaredToolSpecification specification) : AIFunction
{
    private readonly Dictionary<string, object?> _properties = new(StringComparer.Ordinal) { [ToolTraits.Key] = specification.Traits };

    public override string Name => specification.Name;

    public override string Description => specification.Description;

    public override JsonElement JsonSchema => specification.Parameters;

    public override IReadOnlyDictionary<string, object?> AdditionalProperties => _properties;
}
