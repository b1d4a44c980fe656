using System.Globalization;

namespace SmoothOperator.Server.Configuration.Syntax;

/// <summary>A TCP port.</summary>
internal sealed class PortSyntax : ValueSyntax<int?>
{
    public override string Allowed => "a whole number from 0 (any free port) to 65535";

    public override string Write(int? value) => $"{value}";

    protected override bool TryRead(string text, out int? value)
    {
        value = ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : null;
        return value is not null;
    }
}
