using System.Text.Json.Serialization;

namespace SmoothOperator.Bench.Load;

[JsonSerializable(typeof(Result))]
internal sealed partial class ResultJson : JsonSerializerContext;
