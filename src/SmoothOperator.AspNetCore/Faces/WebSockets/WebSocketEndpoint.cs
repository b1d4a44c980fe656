using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SmoothOperator.Access;
using SmoothOperator.Protocol;
using SmoothOperator.Storage;
using SmoothOperator.Turns;

namespace SmoothOperator.AspNetCore.Faces.WebSockets;

/// <summary>The endpoint of the protocol: accepts sockets and runs them.</summary>
internal sealed partial class WebSocketEndpoint
{
    private readonly ActionDispatcher _dispatcher;
    private readonly ConnectionRegistry _registry;
    private readonly InboundBudget _budget;
    private readonly WebSocketLimits _limits;
    private readonly TurnService _turns;
    private readonly bool _cancelsOnDisconnect;
    private readonly TimeProvider _time;
    private readonly ILogger<WebSocketEndpoint> _logger;

    public WebSocketEndpoint(ActionDispatcher dispatcher, ConnectionRegistry registry, TurnService turns, IOptions<SmoothOperatorOptions> options, TimeProvider time, ILogger<WebSocketEndpoint> logger)
    {
        var connections = options.Value.Connections;
        _dispatcher = dispatcher;
        _registry = registry;
        _turns = turns;
        _cancelsOnDisconnect = options.Value.Turns.OnDisconnect == DisconnectBehavior.Cancel;
        _budget = new InboundBudget(connections.InboundMemory, TimeSpan.FromSeconds(30), time);
        _limits = new WebSocketLimits(FrameLimitsOf(options.Value.Frames), options.Value.Frames.CloseBytes, connections.FramesPerSecond, (int)connections.OutboundQueue);
        _time = time;
        _logger = logger;
    }

    private static FrameLimits FrameLimitsOf(FrameOptions frames) => FrameLimits.Default with
    {
        FrameBytes = (int)frames.ReadBytes,
        MessageCharacters = frames.MessageCharacters,
        RequestIdCharacters = frames.RequestIdCharacters,
        NameCharacters = frames.AgentIdCharacters,
        ContactCharacters = frames.ContactCharacters,
        MetadataBytes = (int)frames.MetadataBytes,
    };

    /// <summary>Puts our output buffer under the socket that the framework is about to make.</summary>
    public Task PrepareAsync(HttpContext context, RequestDelegate next)
    {
        var upgrade = context.Features.Get<IHttpUpgradeFeature>();
        var connect = context.Features.Get<IHttpExtendedConnectFeature>();
        var shared = new SharedOutputUpgrade(upgrade, connect, _limits.OutboundBytes);
        context.Features.Set(shared);
        if (upgrade is not null)
            context.Features.Set<IHttpUpgradeFeature>(shared);
        if (connect is not null)
            context.Features.Set<IHttpExtendedConnectFeature>(shared);
        return next(context);
    }

    public async Task HandleAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync("This is the WebSocket endpoint: connect with a WebSocket client.", context.RequestAborted);
            return;
        }

        if (!_registry.TryEnter())
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await context.Response.WriteAsync("The server has as many connections as it takes. Try again later.", context.RequestAborted);
            return;
        }

        try
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            using var session = SessionOf(context, socket);
            _registry.Add(session);
            try
            {
                await session.RunAsync();
            }
            finally
            {
                _registry.Remove(session);
            }

            if (_cancelsOnDisconnect && !session.IsStopping)
                await CancelOwnTurnsAsync(session.Connection);
        }
        finally
        {
            _registry.Leave();
        }
    }

    private WebSocketSession SessionOf(HttpContext context, WebSocket socket)
    {
        var stream = context.Features.Get<SharedOutputUpgrade>()?.Stream
            ?? throw new NotSupportedException("This web server does not give its connections to the WebSocket middleware; use Kestrel.");
        var origin = context.Request.Headers.Origin.Count > 0 ? context.Request.Headers.Origin.ToString() : null;
        return new WebSocketSession(socket, new ClientConnection(stream.Outbound, Caller.Anonymous, origin, _time), _dispatcher, _budget, _limits, context.Abort, _time, _logger);
    }

    private async Task CancelOwnTurnsAsync(ClientConnection connection)
    {
        foreach (var subscription in connection.Subscriptions)
        {
            if (!subscription.IsOwn)
                continue;
            try
            {
                await _turns.CancelAsync(subscription.Stream.ConversationId, subscription.Stream.TurnId, connection, CancellationToken.None);
            }
            catch (StorageException failure)
            {
                LogNotCancelled(failure, subscription.Stream.TurnId);
            }
        }
    }

    [LoggerMessage(EventId = 2110, Level = LogLevel.Warning, Message = "Turn {TurnId} was to be cancelled because its client is gone, and the storage failed; it goes on.")]
    private partial void LogNotCancelled(Exception failure, string turnId);
}
