using System.Globalization;

namespace SmoothOperator.Server.Configuration.Syntax;

/// <summary>A whole number within a range.</summary>
internal sealed class NumberSyntax(OptionRange range) : ValueSyntax<int>
{
    public override string Allowed => $"a whole number from {range.Min} to {range.Max}";

    public override string Write(int value) => $"{value}";

    protected override bool TryRead(string text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && range.Contains(value);
}
