using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmoothOperator.Server.ChatPage;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ChatPageConfig))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ChatPageJson : JsonSerializerContext;
