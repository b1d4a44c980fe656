using System.Text.Json;
using SmoothOperator.Access;

namespace SmoothOperator.Knowledge;

/// <summary>
/// Reads an access list: an array of group labels, or an object <c>{public, users, groups}</c>. Whatever else it may be locks the document: who was meant cannot
/// be known.
/// </summary>
internal static class SeedAcl
{
    /// <summary>The access list; false when it is malformed, and <paramref name="acl"/> then lets nobody in.</summary>
    public static bool TryRead(JsonElement json, out DocumentAcl acl)
    {
        acl = DocumentAcl.Locked;
        if (json.ValueKind == JsonValueKind.Array)
        {
            if (Labels(json) is not { } labels)
                return false;
            acl = new DocumentAcl(IsPublic: false, [], labels);
            return true;
        }

        if (json.ValueKind != JsonValueKind.Object)
            return false;

        var isPublic = false;
        IReadOnlyList<string>? users = [];
        IReadOnlyList<string>? groups = [];
        foreach (var field in json.EnumerateObject())
        {
            if (field.NameEquals("public") && field.Value.ValueKind is JsonValueKind.True or JsonValueKind.False)
                isPublic = field.Value.GetBoolean();
            else if (field.NameEquals("users"))
                users = Labels(field.Value);
            else if (field.NameEquals("groups"))
                groups = Labels(field.Value);
            else
                return false;
        }

        if (users is null || groups is null)
            return false;
        acl = new DocumentAcl(isPublic, users, groups);
        return true;
    }

    private static List<string>? Labels(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Array)
            return null;
        var labels = new List<string>(json.GetArrayLength());
        foreach (var item in json.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String || item.GetString() is not { } label || string.IsNullOrWhiteSpace(label))
                return null;
            labels.Add(label);
        }

        return labels;
    }
}
