using System.Globalization;

namespace SmoothOperator.Server.Configuration.Syntax;

/// <summary>A number of bytes: <c>1024</c>, <c>64KiB</c>, <c>8MiB</c>, <c>1GiB</c>.</summary>
internal sealed class SizeSyntax(OptionRange range) : ValueSyntax<long>
{
    private static readonly (string Name, long Bytes)[] Units = [("TiB", 1L << 40), ("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10), ("B", 1)];

    public override string Allowed => $"a size from {Write(range.Min)} to {Write(range.Max)}, in bytes or with KiB, MiB, GiB or TiB";

    public override string Write(long value)
    {
        var unit = Array.Find(Units, unit => value >= unit.Bytes && value % unit.Bytes == 0);
        return unit.Bytes > 1 ? $"{value / unit.Bytes}{unit.Name}" : $"{value}";
    }

    protected override bool TryRead(string text, out long value)
    {
        var unit = Array.Find(Units, unit => text.EndsWith(unit.Name, StringComparison.OrdinalIgnoreCase));
        var (digits, factor) = unit.Bytes > 0 ? (text[..^unit.Name.Length].TrimEnd(), unit.Bytes) : (text, 1L);
        value = 0;
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > range.Max / factor)
            return false;
        value = count * factor;
        return range.Contains(value);
    }
}
