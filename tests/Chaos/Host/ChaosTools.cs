using System.Text;
using SmoothOperator.Tools.Declared;

namespace SmoothOperator.Chaos.Host;

/// <summary>Two tools as an operator declares them: <c>note</c> may be called again, <c>charge</c> must not, and a person approves it.</summary>
internal static class ChaosTools
{
    public const string Note = "note";
    public const string Charge = "charge";

    public static DeclaredToolProvider Load(Uri server)
    {
        var json = $$$"""
            [
              {"name":"{{{Note}}}","description":"Notes an order.","idempotent":true,"parameters":{{{Parameters}}},"http":{"method":"POST","url":"{{{server}}}{{{Note}}}"}},
              {"name":"{{{Charge}}}","description":"Charges an order.","requiresConfirmation":true,"parameters":{{{Parameters}}},"http":{"method":"POST","url":"{{{server}}}{{{Charge}}}"}}
            ]
            """;
        return DeclaredToolsFile.Load(new MemoryStream(Encoding.UTF8.GetBytes(json)), new Dictionary<string, string>(StringComparer.Ordinal));
    }

    private const string Parameters = """{"type":"object","properties":{"order":{"type":"string"}},"required":["order"]}""";
}
