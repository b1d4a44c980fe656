using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmoothOperator.Storage.Sqlite.Conversations;

/// <summary>Lists of names as they are stored.</summary>
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class StoredJson : JsonSerializerContext
{
    public static string? Write(IReadOnlyList<string>? names) => names is null ? null : JsonSerializer.Serialize(names, Default.IReadOnlyListString);

    public static IReadOnlyList<string>? ReadNames(string? stored) => stored is null ? null : JsonSerializer.Deserialize(stored, Default.IReadOnlyListString);
}
