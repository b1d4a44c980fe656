using System.Globalization;

namespace SmoothOperator.Server.Configuration.Syntax;

/// <summary>Seconds, or a number with <c>s</c>, <c>m</c>, <c>h</c> or <c>d</c>.</summary>
internal sealed class DurationSyntax(OptionRange range) : ValueSyntax<TimeSpan>
{
    private static readonly (char Name, long Seconds)[] Units = [('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];

    public override string Allowed => $"a time from {range.Min} to {range.Max} seconds, as whole seconds or with s, m, h or d";

    public override string Write(TimeSpan value) => $"{value.TotalSeconds}";

    protected override bool TryRead(string text, out TimeSpan value)
    {
        var unit = Array.Find(Units, unit => char.ToLowerInvariant(text[^1]) == unit.Name);
        var (digits, factor) = unit.Seconds > 0 ? (text[..^1].TrimEnd(), unit.Seconds) : (text, 1L);
        value = default;
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > range.Max / factor)
            return false;
        value = TimeSpan.FromSeconds(count * factor);
        return range.Contains(count * factor);
    }
}
