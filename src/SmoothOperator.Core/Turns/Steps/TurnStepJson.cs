using System.Text.Json.Serialization;

namespace SmoothOperator.Turns.Steps;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(TurnStep))]
internal sealed partial class TurnStepJson : JsonSerializerContext;
