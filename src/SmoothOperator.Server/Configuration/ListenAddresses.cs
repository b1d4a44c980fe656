using System.Net;
using System.Net.Sockets;

namespace SmoothOperator.Server.Configuration;

/// <summary>Decides what to listen on.</summary>
/// <param name="resolve">Finds the addresses of a host name; throws <see cref="SocketException"/> if it has none.</param>
internal sealed class ListenAddresses(Func<string, IPAddress[]> resolve)
{
    public const string BindVariable = "SMOOTH_AGENT_BIND";
    public const string UrlsVariable = "ASPNETCORE_URLS";

    private const string DefaultHost = "127.0.0.1";
    private const int DefaultPort = 8787;

    /// <summary>
    /// <c>ASPNETCORE_URLS</c> stands if neither address nor port is set. If one is, it is replaced, and as it usually opens a container to the outside,
    /// a port alone then listens on every address.
    /// </summary>
    public IReadOnlyList<string> Choose(string? host, int? port, string? urls, out string? problem)
    {
        problem = null;
        if (host is null && port is null && urls is not null)
        {
            var all = urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            problem = all.Length > 0 && Array.TrueForAll(all, IsUrl) ? null : "must be addresses such as http://*:8080, separated by semicolons";
            return all;
        }

        return Urls(host ?? (urls is null ? DefaultHost : "+"), port ?? DefaultPort, out problem);
    }

    private string[] Urls(string host, int port, out string? problem)
    {
        problem = null;
        if (host is "*" or "+" || (IPAddress.TryParse(host, out var any) && (any.Equals(IPAddress.Any) || any.Equals(IPAddress.IPv6Any))))
            return [$"http://+:{port}"];
        if (IPAddress.TryParse(host, out var address))
            return [Url(address, port)];

        // Kestrel takes any other host name for "every address", and knows no free port for localhost: names become addresses here.
        if (string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase))
            return port == 0 ? [Url(IPAddress.Loopback, port)] : [$"http://localhost:{port}"];
        try
        {
            return [.. resolve(host).Select(found => Url(found, port)).Distinct(StringComparer.Ordinal)];
        }
        catch (SocketException)
        {
            problem = "must be a host name that leads to an address of this machine";
            return [];
        }
    }

    private static string Url(IPAddress address, int port) => $"http://{new IPEndPoint(address, port)}";

    private static bool IsUrl(string url)
    {
        try
        {
            return BindingAddress.Parse(url).Scheme is "http" or "https";
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
