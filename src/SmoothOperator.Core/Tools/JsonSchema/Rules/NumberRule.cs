using System.Text.Json;

namespace SmoothOperator.Tools.JsonSchema.Rules;

/// <summary><c>minimum</c>, <c>maximum</c>, <c>exclusiveMinimum</c>, <c>exclusiveMaximum</c>, <c>multipleOf</c>.</summary>
internal sealed class NumberRule(IReadOnlyList<(Func<JsonNumber, bool> Holds, string Text)> limits) : SchemaRule
{
    public static NumberRule? Read(SchemaKeywords keywords)
    {
        var limits = new List<(Func<JsonNumber, bool>, string)>();
        Add("minimum", "at least", (value, limit) => value.CompareWith(limit) >= 0);
        Add("maximum", "at most", (value, limit) => value.CompareWith(limit) <= 0);
        Add("exclusiveMinimum", "more than", (value, limit) => value.CompareWith(limit) > 0);
        Add("exclusiveMaximum", "less than", (value, limit) => value.CompareWith(limit) < 0);
        Add("multipleOf", "a multiple of", (value, limit) => value.IsMultipleOf(limit));
        return limits.Count > 0 ? new(limits) : null;

        void Add(string keyword, string text, Func<JsonNumber, JsonNumber, bool> holds)
        {
            if (keywords.Number(keyword) is not { } limit)
                return;
            if (keyword == "multipleOf" && !limit.IsPositive)
                keywords.Problem(keyword, "must be more than 0");
            else
                limits.Add((value => holds(value, limit), $"must be {text} {limit}"));
        }
    }

    public override void Check(JsonElement value, SchemaRun run)
    {
        if (value.ValueKind != JsonValueKind.Number)
            return;
        if (!JsonNumber.TryRead(value, out var number))
        {
            run.Fail("has too many digits");
            return;
        }

        foreach (var (holds, text) in limits)
        {
            if (!holds(number))
                run.Fail(text);
        }
    }
}
