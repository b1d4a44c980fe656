using System.Text.Json;
using System.Text.Json.Serialization;
using SmoothOperator.Access;
using SmoothOperator.Knowledge;

namespace SmoothOperator.Storage.Sqlite.Knowledge;

/// <summary>The JSON columns of a document.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(DocumentAcl))]
internal sealed partial class DocumentJson : JsonSerializerContext
{
    public static string Write(IReadOnlyList<string> sets) => JsonSerializer.Serialize(sets, Default.IReadOnlyListString);

    public static string Write(IReadOnlyDictionary<string, string> metadata) => JsonSerializer.Serialize(metadata, Default.IReadOnlyDictionaryStringString);

    public static string? Write(DocumentAcl? acl) => acl is null ? null : JsonSerializer.Serialize(acl, Default.DocumentAcl);

    /// <summary>Fills in what the columns say. What cannot be read locks the document: nobody sees what was meant for somebody.</summary>
    public static KnowledgeDocument Fill(KnowledgeDocument document, string sets, string? acl, string metadata)
    {
        try
        {
            return document with
            {
                Sets = JsonSerializer.Deserialize(sets, Default.IReadOnlyListString) ?? throw new JsonException(),
                Acl = acl is null ? null : JsonSerializer.Deserialize(acl, Default.DocumentAcl) ?? throw new JsonException(),
                Metadata = JsonSerializer.Deserialize(metadata, Default.IReadOnlyDictionaryStringString) ?? throw new JsonException(),
            };
        }
        catch (JsonException)
        {
            return document with { Acl = Access.DocumentAcl.Locked };
        }
    }
}
