using System.Net;

namespace SmoothOperator.Server.Configuration;

/// <summary>The parts of <c>host:port</c>, <c>host</c>, <c>:port</c>, <c>[::1]:port</c> or <c>::1</c>.</summary>
internal static class HostAndPort
{
    public static string? Host(string value)
    {
        var colon = Colon(value);
        var host = colon < 0 ? value : value[..colon];
        return host.Length == 0 ? null : host;
    }

    public static string? Port(string value)
    {
        var colon = Colon(value);
        return colon < 0 ? null : value[(colon + 1)..];
    }

    private static int Colon(string value)
    {
        var colon = value.LastIndexOf(':');
        var isBareAddress = !value.StartsWith('[') && value.AsSpan().Count(':') > 1 && IPAddress.TryParse(value, out _);
        return isBareAddress || colon < value.LastIndexOf(']') ? -1 : colon;
    }
}
