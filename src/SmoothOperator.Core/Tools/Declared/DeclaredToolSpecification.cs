using System.Text.Json;

namespace SmoothOperator.Tools.Declared;

/// <summary>One entry of the file, valid: exactly one of <see cref="Result"/> and <see cref="Http"/> is there.</summary>
internal sealed record DeclaredToolSpecification(string Name, string Description, JsonElement Parameters, ToolTraits Traits, string? Result, HttpEndpoint? Http);
