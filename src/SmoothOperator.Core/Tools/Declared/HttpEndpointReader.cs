using System.Text.Json;

namespace SmoothOperator.Tools.Declared;

/// <summary>Reads <c>http: {method, url, headers?, timeoutSeconds?}</c>.</summary>
internal sealed class HttpEndpointReader(IReadOnlyDictionary<string, string> environment)
{
    private const int MaxUrl = 4_096;

    private static readonly HttpMethod[] Methods = [HttpMethod.Get, HttpMethod.Delete, HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch];

    public HttpEndpoint? Read(ToolFields fields, JsonElement parameters)
    {
        if (!fields.AreValid)
            return null;
        var method = ReadMethod(fields);
        var url = ReadUrl(fields, parameters);
        var timeout = fields.Number("timeoutSeconds", fallback: 30, min: 1, max: 600);
        var headers = new HeaderReader(environment);
        if (fields.Object("headers") is { AreValid: true } given)
            headers.Read(given);
        fields.ReportLeft("method, url, headers, timeoutSeconds");
        return fields.AreValid ? new(method!, url!, headers.Headers, TimeSpan.FromSeconds(timeout), new SecretRedactor(headers.Secrets)) : null;
    }

    private static HttpMethod? ReadMethod(ToolFields fields)
    {
        var text = fields.TryTake("method", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        var method = Array.Find(Methods, known => string.Equals(known.Method, text, StringComparison.OrdinalIgnoreCase));
        if (method is null)
            fields.Problem("method", "must be GET, DELETE, POST, PUT or PATCH");
        return method;
    }

    private static UrlTemplate? ReadUrl(ToolFields fields, JsonElement parameters)
    {
        if (fields.Text("url", MaxUrl) is not { } text)
            return null;
        if (!UrlTemplate.TryParse(text, out var url, out var problem))
        {
            fields.Problem("url", problem);
            return null;
        }

        foreach (var name in url.Names.Where(name => !IsRequired(parameters, name)))
            fields.Problem("url", $"uses {{{name}}}, which must be in the properties of parameters and in required");
        return url;
    }

    private static bool IsRequired(JsonElement parameters, string name) =>
        parameters.ValueKind == JsonValueKind.Object
        && parameters.TryGetProperty("properties", out var properties)
        && properties.ValueKind == JsonValueKind.Object
        && properties.TryGetProperty(name, out _)
        && parameters.TryGetProperty("required", out var required)
        && required.ValueKind == JsonValueKind.Array
        && required.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.String && item.ValueEquals(name));
}
