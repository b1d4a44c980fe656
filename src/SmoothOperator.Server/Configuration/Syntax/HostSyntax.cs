using System.Net;

namespace SmoothOperator.Server.Configuration.Syntax;

/// <summary>What to listen on: an IP address, a host name of this machine, or <c>*</c>.</summary>
internal sealed class HostSyntax : ValueSyntax<string?>
{
    public override string Allowed => "an IP address, a host name of this machine, or * for every address";

    public override string Write(string? value) => value ?? "";

    protected override bool TryRead(string text, out string? value)
    {
        value = text.Trim('[', ']');
        return text is "*" or "+" || IPAddress.TryParse(value, out _) || Uri.CheckHostName(text) == UriHostNameType.Dns;
    }
}
