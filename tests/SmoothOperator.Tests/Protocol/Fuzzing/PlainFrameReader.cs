using System.Text;
using System.Text.Json;
using SmoothOperator.Protocol;

namespace SmoothOperator.Tests.Protocol.Fuzzing;

/// <summary>The rules of reading a frame written down the plain way, over a parsed document, to compare the real reader with.</summary>
internal sealed class PlainFrameReader(FrameLimits limits)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What is read, as one comparable text: a fault's kind, or every field of the frame.</summary>
    public string Describe(byte[] utf8)
    {
        try
        {
            Strict.GetCharCount(utf8);
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = limits.Depth });
            Visit(document.RootElement);
            return DescribeFields(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            return "invalid JSON frame";
        }
    }

    public static string Describe(ClientFrame frame) => string.Join('\n', [
        frame.Action, frame.RequestId, frame.SessionId, frame.AgentId, frame.UserName, frame.UserEmail, frame.BrowserFingerprint, frame.ConversationId,
        frame.Message, frame.Model, frame.Skill, frame.Cursor, frame.ApprovalId, $"{frame.Stream}", $"{frame.Approved}", $"{frame.Limit}", $"{frame.Epoch}",
        $"{frame.AfterSeq}",
        frame.Supports is null ? null : $"[{string.Join('|', frame.Supports)}]", Encoding.UTF8.GetString(frame.Metadata.Span), $"{frame.AuthContext}",
        frame.Images is null ? null : $"[{string.Join('|', frame.Images)}]", frame.Files is null ? null : $"[{string.Join('|', frame.Files)}]",
    ]);

    private string DescribeFields(JsonElement root)
    {
        var frame = new ClientFrame();
        if (root.ValueKind != JsonValueKind.Object)
            return Describe(frame);
        var passes = false;
        frame.Action = Name("action");
        frame.RequestId = Text("requestId", limits.RequestIdCharacters);
        frame.SessionId = Name("sessionId");
        frame.AgentId = Text("agentId", limits.NameCharacters);
        frame.UserName = Text("userName", limits.ContactCharacters);
        frame.UserEmail = Text("userEmail", limits.ContactCharacters);
        frame.BrowserFingerprint = Text("browserFingerprint", limits.ContactCharacters);
        frame.ConversationId = Name("conversationId");
        frame.Message = Text("message", limits.MessageCharacters);
        frame.Model = Text("model", limits.NameCharacters);
        frame.Skill = Name("skill");
        frame.Cursor = Name("cursor");
        frame.ApprovalId = Name("approvalId");
        frame.Stream = Boolean("stream");
        frame.Approved = Boolean("approved");
        frame.Limit = Integer(root, "limit");
        frame.Epoch = Integer(root, "epoch");
        frame.AfterSeq = Integer(root, "afterSeq");
        frame.Supports = List("supports", entry => entry.ValueKind == JsonValueKind.String ? entry.GetString() : null, limits.SupportsEntries);
        passes |= frame.Supports?.Any(entry => Length(entry) > limits.SupportsCharacters) ?? false;
        frame.Images = List("images", Image, limits.Images);
        frame.Files = List("files", PlainFile, limits.Files);
        frame.AuthContext = root.TryGetProperty("authContext", out var context) ? AuthContext(context) : null;
        if (root.TryGetProperty("metadata", out var metadata) && metadata.ValueKind != JsonValueKind.Null)
            frame.Metadata = Encoding.UTF8.GetBytes(metadata.GetRawText());
        passes |= frame.Metadata.Length > limits.MetadataBytes;
        return passes ? "limit" : Describe(frame);

        string? Text(string field, int limit)
        {
            var text = String(root, field);
            passes |= Length(text) > limit;
            return text;
        }

        string? Name(string field) => String(root, field) is { } name ? string.Concat(name.EnumerateRunes().Take(limits.NameCharacters)) : null;

        bool? Boolean(string field) =>
            root.TryGetProperty(field, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;

        List<T>? List<T>(string field, Func<JsonElement, T?> read, int limit)
            where T : class
        {
            if (!root.TryGetProperty(field, out var value) || value.ValueKind != JsonValueKind.Array)
                return null;
            var list = value.EnumerateArray().Select(read).OfType<T>().ToList();
            passes |= list.Count > limit;
            return list;
        }
    }

    private FrameAuthContext AuthContext(JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? new(
            Bounded(value, "userId", limits.ContactCharacters),
            Bounded(value, "signature", limits.ContactCharacters),
            Integer(value, "timestamp") is { IsValid: true } at ? at.Value : null)
        : new(null, null, null);

    private static FrameImage? Image(JsonElement value) => value.ValueKind == JsonValueKind.Object && String(value, "url") is { Length: > 0 } url
        ? new(url, String(value, "detail") is "low" or "high" or "auto" ? String(value, "detail") : null)
        : null;

    private static FrameFile? PlainFile(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && Bounded(value, "name", 255) is { Length: > 0 } name && String(value, "url") is { Length: > 0 } url
            ? new(name, Bounded(value, "mimeType", 255), url)
            : null;

    private static string? Bounded(JsonElement value, string field, int limit) => String(value, field) is { } text && Length(text) <= limit ? text : null;

    private static string? String(JsonElement value, string field) =>
        value.TryGetProperty(field, out var found) && found.ValueKind == JsonValueKind.String ? found.GetString() : null;

    private static JsonInteger Integer(JsonElement value, string field)
    {
        if (!value.TryGetProperty(field, out var found) || found.ValueKind == JsonValueKind.Null)
            return default;
        return found.ValueKind == JsonValueKind.Number && found.TryGetInt64(out var number) ? JsonInteger.Of(number) : JsonInteger.Invalid;
    }

    private static int Length(string? text) => text?.EnumerateRunes().Count() ?? 0;

    /// <summary>Decodes every string, so that one which cannot be decoded throws.</summary>
    private static void Visit(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                _ = property.Name;
                Visit(property.Value);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var entry in element.EnumerateArray())
                Visit(entry);
        }
        else if (element.ValueKind == JsonValueKind.String)
        {
            _ = element.GetString();
        }
    }
}
