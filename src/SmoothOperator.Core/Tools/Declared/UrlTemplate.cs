using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;

namespace SmoothOperator.Tools.Declared;

/// <summary>An address with <c>{name}</c> in its path. An argument fills a part of one path segment and can never add, end or leave one.</summary>
internal sealed partial class UrlTemplate
{
    private readonly string _origin;
    private readonly string[] _segments;
    private readonly string _query;

    private UrlTemplate(string origin, string path, string query)
    {
        (_origin, _segments, _query) = (origin, path.Split('/'), query);
        Names = [.. Places().Matches(path).Select(place => place.Groups["name"].Value).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Arguments that the path takes.</summary>
    public IReadOnlyList<string> Names { get; }

    public static bool TryParse(string text, [NotNullWhen(true)] out UrlTemplate? template, [NotNullWhen(false)] out string? problem)
    {
        var parts = Parts().Match(text);
        var (origin, path, query) = (parts.Groups["origin"].Value, parts.Groups["path"].Value, parts.Groups["query"].Value);
        problem = parts switch
        {
            { Success: false } => "must be an absolute http or https address without user, password or fragment",
            _ when !Uri.TryCreate($"{origin}/", UriKind.Absolute, out _) => "has no valid host and port",
            _ when (query + Places().Replace(path, "")).AsSpan().ContainsAny('{', '}') => "may have {name} in its path only",
            _ when text.AsSpan().ContainsAnyExceptInRange('!', '~') || text.Contains('\\', StringComparison.Ordinal) => "must be written in printable ASCII without \\; the rest is escaped as in %20",
            _ when path.Split('/').Any(IsDots) => "may not have . or .. as a segment",
            _ => null,
        };
        template = problem is null ? new(origin, path.Length == 0 ? "/" : path, query) : null;
        return template is not null;
    }

    /// <summary>Fills the path and adds to the query.</summary>
    /// <param name="argument">The text of an argument of the path.</param>
    /// <param name="query">What goes as query.</param>
    /// <exception cref="ToolException">An argument cannot be part of a path.</exception>
    public string Expand(Func<string, string> argument, IEnumerable<KeyValuePair<string, string>> query)
    {
        var address = new StringBuilder(_origin).AppendJoin('/', _segments.Select(segment => Fill(segment, argument))).Append(_query);
        var separator = _query.Length == 0 ? "?" : _query.Length == 1 ? "" : "&";
        foreach (var (name, value) in query)
        {
            address.Append(separator).Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
            separator = "&";
        }

        return address.ToString();
    }

    private static string Fill(string segment, Func<string, string> argument)
    {
        var filled = Places().Replace(segment, place => Uri.EscapeDataString(Checked(place.Groups["name"].Value, argument)));
        return IsDots(filled) ? throw new ToolException("The arguments would lead to another address: '.' and '..' cannot be part of it.") : filled;
    }

    /// <summary>Escaped separators stay escaped on the wire, but a proxy may undo that before it looks at dots: a value with such a part is refused too.</summary>
    private static string Checked(string name, Func<string, string> argument)
    {
        var value = argument(name);
        if (value.Length == 0)
            throw new ToolException($"The argument '{name}' is empty.");
        if (value.AsSpan().ContainsAny('/', '\\') && value.Split('/', '\\').Any(part => part.Length == 0 || IsDots(part)))
            throw new ToolException($"The argument '{name}' would lead to another address.");
        return value;
    }

    private static bool IsDots(string segment) => segment.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase) is "." or "..";

    [GeneratedRegex(@"\A(?<origin>https?://[^/?#@\\]+)(?<path>/[^?#]*)?(?<query>\?[^#]*)?\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Parts();

    [GeneratedRegex(@"\{(?<name>[^{}/]+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Places();
}
