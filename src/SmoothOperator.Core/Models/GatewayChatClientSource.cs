using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace SmoothOperator.Models;

/// <summary>The gateway for every organization, each with its own key, over one pool of connections.</summary>
public sealed class GatewayChatClientSource : IChatClientSource, IDisposable
{
    /// <summary>The clients kept. They own nothing, so beyond this all are dropped and made again.</summary>
    private const int MaxClients = 1_024;

    private readonly ConcurrentDictionary<string, GatewayChatClient> _clients = new();
    private readonly HttpClient _http;
    private readonly IGatewayKeyResolver _keys;
    private readonly GatewayOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<GatewayChatClient> _logger;

    /// <summary>Creates the source and its pool of connections.</summary>
    /// <param name="keys">Asked at every <see cref="GetAsync"/>, so a changed key is used at once.</param>
    /// <param name="options">Address and deadlines.</param>
    /// <param name="time">The clock of deadlines and retries.</param>
    /// <param name="logger">Hears of retries.</param>
    /// <exception cref="InvalidOperationException">An option is out of its range.</exception>
    public GatewayChatClientSource(IGatewayKeyResolver keys, GatewayOptions options, TimeProvider time, ILogger<GatewayChatClient> logger)
    {
        options.Validate();
        _keys = keys;
        _options = options;
        _time = time;
        _logger = logger;
        _http = Connect(options);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The organization's key cannot be sent in a header.</exception>
    public async ValueTask<IChatClient?> GetAsync(string organizationId, CancellationToken cancellationToken)
    {
        var key = await _keys.ResolveAsync(organizationId, cancellationToken);
        if (string.IsNullOrWhiteSpace(key))
            return null;
        if (_clients.TryGetValue(key, out var known))
            return known;
        if (_clients.Count >= MaxClients)
            _clients.Clear();
        return _clients.GetOrAdd(key, static (added, source) => source.Create(added), this);
    }

    /// <summary>Closes all connections; clients given out can no longer be used.</summary>
    public void Dispose() => _http.Dispose();

    private GatewayChatClient Create(string key) => new(_http, key, _options, _time, _logger);

    [SuppressMessage("Reliability", "CA2000", Justification = "The client disposes its handler.")]
    private static HttpClient Connect(GatewayOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = options.ConnectTimeout,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,

            // A finished stream has its end on the way: worth a moment, for the connection. An abandoned one is cut.
            ResponseDrainTimeout = TimeSpan.FromMilliseconds(250),
        };
        return new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
