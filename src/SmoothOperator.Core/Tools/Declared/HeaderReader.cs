using System.Text.Json;
using System.Text.RegularExpressions;

namespace SmoothOperator.Tools.Declared;

/// <summary>Reads headers: <c>$NAME</c> in a value is an environment variable, <c>$$</c> a dollar sign. No problem it reports holds a value.</summary>
internal sealed partial class HeaderReader(IReadOnlyDictionary<string, string> environment)
{
    private const int MaxHeaders = 32;
    private const int MaxValue = 4_096;

    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
        { "Idempotency-Key", "Host", "Connection", "Transfer-Encoding", "Content-Length", "Content-Type", "Expect", "Upgrade", "Trailer", "TE", "Accept-Encoding" };

    private readonly List<KeyValuePair<string, string>> _headers = [];
    private readonly List<string> _secrets = [];

    public IReadOnlyList<KeyValuePair<string, string>> Headers => _headers;

    /// <summary>Every value that came from the environment, and the values of headers whose names say that they are secret.</summary>
    public IReadOnlyList<string> Secrets => _secrets;

    public void Read(ToolFields fields)
    {
        var given = fields.TakeAll();
        if (given.Count > MaxHeaders)
            fields.Problem("*", $"may be at most {MaxHeaders} headers");
        foreach (var (name, value) in given)
            Read(fields, name, value);
    }

    private void Read(ToolFields fields, string name, JsonElement element)
    {
        using var probe = new HttpRequestMessage();
        if (Reserved.Contains(name))
            fields.Problem(name, "is set by the server");
        else if (!probe.Headers.TryAddWithoutValidation(name, ""))
            fields.Problem(TextCut.Characters(name, 100), "is not the name of a request header");
        else if (element.ValueKind != JsonValueKind.String)
            fields.Problem(name, "must be a string");
        else if (Expand(fields, name, element.GetString()!) is { } value)
            Add(fields, name, value.Trim());
    }

    private void Add(ToolFields fields, string name, string value)
    {
        if (value.Length > MaxValue || value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            fields.Problem(name, $"must have at most {MaxValue} characters, all of them printable ASCII");
            return;
        }

        _headers.Add(new(name, value));
        if (ArgumentMasker.IsSecretName(name) || name.Contains("cookie", StringComparison.OrdinalIgnoreCase))
            _secrets.Add(value[(value.LastIndexOf(' ') + 1)..]);
    }

    private string? Expand(ToolFields fields, string name, string template)
    {
        var isWhole = true;
        var value = Dollar().Replace(template, match =>
        {
            var variable = match.Groups["name"].Value;
            if (match.Value == "$$")
                return "$";
            if (variable.Length > 0 && environment.TryGetValue(variable, out var found) && found.Trim() is { Length: > 0 } secret)
            {
                _secrets.Add(secret);
                return secret;
            }

            isWhole = false;
            fields.Problem(name, variable.Length > 0
                ? $"needs the environment variable {variable}, which is not set"
                : "has a $ that begins no name of an environment variable; a dollar sign is written $$");
            return "";
        });
        return isWhole ? value : null;
    }

    [GeneratedRegex(@"\$(?:\$|(?<name>[A-Za-z_][A-Za-z0-9_]*))?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Dollar();
}
