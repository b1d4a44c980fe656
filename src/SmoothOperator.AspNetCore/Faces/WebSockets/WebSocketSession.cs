using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using SmoothOperator.Protocol;
using SmoothOperator.Turns;

namespace SmoothOperator.AspNetCore.Faces.WebSockets;

/// <summary>The life of one socket: reads its messages one after another until it closes, is cut off, or the server stops. No turn is ever awaited here.</summary>
internal sealed partial class WebSocketSession : IDisposable
{
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RateWindow = TimeSpan.FromSeconds(1);

    private readonly WebSocket _socket;
    private readonly WebSocketLimits _limits;
    private readonly ActionDispatcher _dispatcher;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly MessageReader _reader;
    [SuppressMessage("Usage", "CA2213", Justification = "Without a timer it holds nothing, and the server may stop while the connection ends.")]
    private readonly CancellationTokenSource _ended = new();
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _windowStart;
    private int _windowFrames;
    private volatile bool _isStopping;

    public WebSocketSession(WebSocket socket, ClientConnection connection, ActionDispatcher dispatcher, InboundBudget budget, WebSocketLimits limits, Action abort, TimeProvider time, ILogger logger)
    {
        _socket = socket;
        _limits = limits;
        _dispatcher = dispatcher;
        _time = time;
        _logger = logger;
        Connection = connection;
        _reader = new MessageReader(socket, budget, limits.Frames.FrameBytes, limits.CloseBytes);
        connection.Outbound.Overflowed = () =>
        {
            LogTooSlow();
            abort();
        };
    }

    public ClientConnection Connection { get; }

    /// <summary>Runs until the connection is over.</summary>
    public async Task RunAsync(CancellationToken aborted)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, _ended.Token);
        try
        {
            while (await ReadOneAsync(either.Token))
            {
            }
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // The client vanished, was cut off, or the server stops.
        }
        catch (WebSocketException failure)
        {
            LogBroken(failure.WebSocketErrorCode);
        }
        finally
        {
            await SayGoodbyeAsync();
            _done.TrySetResult();
        }
    }

    /// <summary>
    /// Lets running turns of this socket end, at most so long, then closes it with 1012. Reading goes on until the client has answered the close: a read that is cancelled tears the socket down without a word.
    /// </summary>
    public async Task StopAsync(TimeSpan patience)
    {
        var since = _time.GetTimestamp();
        while (Connection.Subscriptions.Any(subscription => subscription.LastPark is null) && _time.GetElapsedTime(since) < patience && !_done.Task.IsCompleted)
            await Task.WhenAny(_done.Task, Task.Delay(TimeSpan.FromMilliseconds(50), _time));
        _isStopping = true;
        await SayGoodbyeAsync();
        await Task.WhenAny(_done.Task, Task.Delay(Goodbye, _time));
        await _ended.CancelAsync();
        await _done.Task;
    }

    public void Dispose() => _reader.Dispose();

    private async ValueTask<bool> ReadOneAsync(CancellationToken cancellationToken)
    {
        var early = await _reader.WaitAsync(cancellationToken);
        await PaceAsync(cancellationToken);
        Connection.ReadMark = Connection.Outbound.HandedOver;
        try
        {
            switch (early ?? await _reader.ReadAsync(cancellationToken))
            {
                case InboundMessage.Text when _isStopping:
                    return true;
                case InboundMessage.Text:
                    await HandleAsync(cancellationToken);
                    return true;
                case InboundMessage.Binary:
                    Connection.SendError(requestId: null, ErrorCodes.ValidationError, "binary frames are not supported; send JSON text frames");
                    return true;
                case InboundMessage.TooLarge:
                    Connection.SendError(requestId: null, ErrorCodes.ValidationError, FrameFault.TooLarge(_limits.Frames).Message);
                    return true;
                case InboundMessage.FarTooLarge:
                    await CloseAsync(WebSocketCloseStatus.MessageTooBig, "message too big");
                    return false;
                case InboundMessage.OutOfMemory:
                    await CloseAsync(WebSocketCloseStatus.PolicyViolation, "frame not completed in time");
                    return false;
                default:
                    return false;
            }
        }
        finally
        {
            _reader.Release();
        }
    }

    private ValueTask HandleAsync(CancellationToken cancellationToken)
    {
        if (ClientFrameReader.TryRead(_reader.Message, _limits.Frames, out var frame, out var fault))
        {
            _reader.Release();
            return _dispatcher.DispatchAsync(Connection, frame, cancellationToken);
        }

        Connection.SendError(fault.RequestId, ErrorCodes.ValidationError, fault.Message);
        return ValueTask.CompletedTask;
    }

    /// <summary>Beyond so many frames a second reading pauses; nothing is refused.</summary>
    private async ValueTask PaceAsync(CancellationToken cancellationToken)
    {
        var elapsed = _time.GetElapsedTime(_windowStart);
        if (elapsed >= RateWindow)
        {
            _windowStart = _time.GetTimestamp();
            _windowFrames = 0;
        }
        else if (_windowFrames >= _limits.FramesPerSecond)
        {
            await Task.Delay(RateWindow - elapsed, _time, cancellationToken);
            _windowStart = _time.GetTimestamp();
            _windowFrames = 0;
        }

        _windowFrames++;
    }

    private async Task SayGoodbyeAsync()
    {
        foreach (var subscription in Connection.Subscriptions)
            TurnService.Leave(subscription.Stream, subscription);
        try
        {
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                var status = _isStopping ? (WebSocketCloseStatus)1012 : _socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure;
                await CloseAsync(status, _isStopping ? "service restart" : _socket.CloseStatusDescription);
            }
        }
        catch (Exception failure) when (failure is WebSocketException or IOException or ObjectDisposedException or OperationCanceledException or TimeoutException or ArgumentException)
        {
            // The peer did not wait for it.
        }
        finally
        {
            Connection.Outbound.Close();
        }
    }

    private async Task CloseAsync(WebSocketCloseStatus status, string? description)
    {
        using var deadline = new CancellationTokenSource(Goodbye, _time);
        await _socket.CloseOutputAsync(status, description, deadline.Token);
        await Connection.Outbound.DrainAsync().WaitAsync(deadline.Token);
    }

    [LoggerMessage(EventId = 2101, Level = LogLevel.Debug, Message = "A connection broke: {Reason}.")]
    private partial void LogBroken(WebSocketError reason);

    [LoggerMessage(EventId = 2102, Level = LogLevel.Warning, Message = "A client does not read what is sent to it and was cut off; its turns go on.")]
    private partial void LogTooSlow();
}
