using System.Text.Json;
using System.Text.RegularExpressions;

namespace SmoothOperator.Tools.JsonSchema.Rules;

/// <summary><c>minLength</c> and <c>maxLength</c>, counted in Unicode scalar values, and <c>pattern</c>.</summary>
internal sealed class StringRule(int? minLength, int? maxLength, Regex? pattern, string? patternText) : SchemaRule
{
    private const int MaxShownPattern = 100;

    public static StringRule? Read(SchemaKeywords keywords)
    {
        var (min, max, text) = (keywords.Count("minLength"), keywords.Count("maxLength"), keywords.Text("pattern"));
        Regex? pattern = null;
        try
        {
            pattern = text is null ? null : SchemaPattern.Create(text);
        }
        catch (ArgumentException)
        {
            keywords.Problem("pattern", "must be a regular expression");
        }

        return min is null && max is null && pattern is null ? null : new(min, max, pattern, text);
    }

    public override void Check(JsonElement value, SchemaRun run)
    {
        if (value.ValueKind != JsonValueKind.String)
            return;
        var text = value.GetString()!;
        if (text.Length < minLength || (minLength is not null && text.EnumerateRunes().Count() < minLength))
            run.Fail($"must have at least {minLength} characters");
        if (text.Length > maxLength && text.EnumerateRunes().Count() > maxLength)
            run.Fail($"must have at most {maxLength} characters");
        if (pattern is not null && !Matches(text))
            run.Fail($"must match the pattern {TextCut.Characters(patternText!, MaxShownPattern)}");
    }

    private bool Matches(string text)
    {
        try
        {
            return pattern!.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            // What cannot be decided in time does not pass.
            return false;
        }
    }
}
