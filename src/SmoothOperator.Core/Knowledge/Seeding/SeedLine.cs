using System.Buffers;
using System.Text.Json;
using SmoothOperator.Access;

namespace SmoothOperator.Knowledge;

/// <summary>One line of a seed file as a document. A line that is not one throws <see cref="FormatException"/> whose message names the field and its limit.</summary>
internal sealed class SeedLine
{
    private const int MaxIdLength = 512;
    private const int MaxSourceLength = 2_048;
    private const int MaxNameLength = 256;
    private const int MaxSets = 64;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private string? _id;
    private string? _source;
    private string? _content;
    private string? _organization;
    private IReadOnlyList<string> _sets = [];
    private DocumentAcl? _acl;

    /// <summary>The access list could not be read, so the document is locked.</summary>
    public bool IsLocked { get; private set; }

    public static SeedLine Parse(ReadOnlySequence<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new FormatException("must be a JSON object {id?, source, content, set?, acl?, org?}");
            var line = new SeedLine();
            foreach (var field in document.RootElement.EnumerateObject())
                line.Read(field.Name, field.Value);
            return line;
        }
        catch (JsonException malformed)
        {
            throw new FormatException($"is not valid JSON: {malformed.Message}", malformed);
        }
        catch (InvalidOperationException malformed)
        {
            // The parser checks the text of names and values only when they are read.
            throw new FormatException("holds a name or value that is not valid Unicode text", malformed);
        }
    }

    public SourceDocument ToDocument()
    {
        var source = _source ?? throw new FormatException("'source' is missing");
        return new SourceDocument
        {
            Id = _id ?? source,
            OrganizationId = _organization ?? SeedDocuments.OrganizationId,
            Source = source,
            Content = _content ?? throw new FormatException("'content' is missing"),
            Sets = _sets,
            Acl = _acl,
        };
    }

    private void Read(string field, JsonElement value)
    {
        // An optional field that is null is one that is not there.
        if (value.ValueKind == JsonValueKind.Null && field is "id" or "set" or "acl" or "org")
            return;
        switch (field)
        {
            case "id":
                _id = Text(field, value, MaxIdLength);
                break;
            case "source":
                _source = Text(field, value, MaxSourceLength);
                break;
            case "content":
                _content = Text(field, value, int.MaxValue);
                break;
            case "org":
                _organization = Text(field, value, MaxNameLength);
                break;
            case "set":
                _sets = Sets(value);
                break;
            case "acl":
                IsLocked = !SeedAcl.TryRead(value, out var acl);
                _acl = acl;
                break;
            default:
                throw new FormatException($"'{Shorten(field)}' is not a field of a seed document; allowed are id, source, content, set, acl, org");
        }
    }

    private static string Text(string field, JsonElement value, int maxLength)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (string.IsNullOrWhiteSpace(text))
            throw new FormatException($"'{field}' must be a text that is not blank");
        return text.Length <= maxLength ? text : throw new FormatException($"'{field}' may have at most {maxLength} characters");
    }

    private static string[] Sets(JsonElement value)
    {
        IEnumerable<string> names = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!.Split(','),
            JsonValueKind.Array => value.EnumerateArray().Select(item => Text("set", item, int.MaxValue)),
            _ => throw new FormatException("'set' must be a comma-separated text or an array of texts"),
        };
        string[] sets = [.. names.Select(name => name.Trim()).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)];
        if (sets.Length > MaxSets)
            throw new FormatException($"'set' may name at most {MaxSets} sets");
        return Array.TrueForAll(sets, name => name.Length <= MaxNameLength) ? sets : throw new FormatException($"'set': a name may have at most {MaxNameLength} characters");
    }

    private static string Shorten(string name) => name.Length <= 40 ? name : $"{name.AsSpan(0, 40)}…";
}
