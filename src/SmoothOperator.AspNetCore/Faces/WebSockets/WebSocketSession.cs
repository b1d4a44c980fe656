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
    private readonly Action _abort;
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _windowStart;
    private int _windowFrames;
    private long _pingedAt;
    private volatile bool _isStopping;

    public WebSocketSession(WebSocket socket, ClientConnection connection, ActionDispatcher dispatcher, InboundBudget budget, WebSocketLimits limits, Action abort, TimeProvider time, ILogger logger)
    {
        _socket = socket;
        _limits = limits;
        _dispatcher = dispatcher;
        _time = time;
        _logger = logger;
        _abort = abort;
        _pingedAt = time.GetTimestamp();
        Connection = connection;
        _reader = new MessageReader(socket, budget, limits.Frames.FrameBytes, limits.CloseBytes);
        connection.Outbound.Overflowed = () =>
        {
            LogTooSlow();
            abort();
        };
    }

    public ClientConnection Connection { get; }

    /// <summary>Whether the server closes this socket.</summary>
    public bool IsStopping => _isStopping;

    /// <summary>Runs until the connection is over. An idle socket waits in the framework's read, without a buffer, a timer or a token of ours.</summary>
    public async Task RunAsync()
    {
        try
        {
            while (await ReadOneAsync(await _socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None)))
            {
            }
        }
        catch (Exception failure) when (failure is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            LogBroken(failure.Message);
        }
        finally
        {
            LeaveTurns();
            await SayGoodbyeAsync();
            _done.TrySetResult();
        }
    }

    /// <summary>Asks a peer that was quiet for a while whether it is there: one that is gone makes the connection fail in time.</summary>
    public void Ping(TimeSpan every)
    {
        const byte FinalPingFrame = 0x89;
        if (_time.GetElapsedTime(_pingedAt) < every || _isStopping)
            return;
        _pingedAt = _time.GetTimestamp();
        Connection.Outbound.AppendRaw([FinalPingFrame, 0]);
        Connection.Outbound.Flush();
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
        LeaveTurns();
        await CloseAsync((WebSocketCloseStatus)1012, "service restart");
        Connection.Outbound.Close();
        if (await Task.WhenAny(_done.Task, Task.Delay(Goodbye, _time)) != _done.Task)
            _abort();
    }

    public void Dispose() => _reader.Dispose();

    private async ValueTask<bool> ReadOneAsync(ValueWebSocketReceiveResult first)
    {
        await PaceAsync();
        Connection.ReadMark = Connection.Outbound.HandedOver;
        try
        {
            switch (await _reader.ReadAsync(first, CancellationToken.None))
            {
                case InboundMessage.Text:
                    await HandleAsync();
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

    private ValueTask HandleAsync()
    {
        if (_isStopping)
            return ValueTask.CompletedTask;
        if (ClientFrameReader.TryRead(_reader.Message, _limits.Frames, out var frame, out var fault))
        {
            _reader.Release();
            return _dispatcher.DispatchAsync(Connection, frame, CancellationToken.None);
        }

        Connection.SendError(fault.RequestId, ErrorCodes.ValidationError, fault.Message);
        return ValueTask.CompletedTask;
    }

    /// <summary>Beyond so many frames a second reading pauses; nothing is refused.</summary>
    private async ValueTask PaceAsync()
    {
        var elapsed = _time.GetElapsedTime(_windowStart);
        if (elapsed >= RateWindow)
        {
            _windowStart = _time.GetTimestamp();
            _windowFrames = 0;
        }
        else if (_windowFrames >= _limits.FramesPerSecond)
        {
            await Task.Delay(RateWindow - elapsed, _time);
            _windowStart = _time.GetTimestamp();
            _windowFrames = 0;
        }

        _windowFrames++;
    }

    private void LeaveTurns()
    {
        foreach (var subscription in Connection.Subscriptions)
            TurnService.Leave(subscription.Stream, subscription);
    }

    private async Task SayGoodbyeAsync()
    {
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            await CloseAsync(_socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure, _socket.CloseStatusDescription);
        Connection.Outbound.Close();
    }

    /// <summary>Sends the close frame after all that waits. A peer that does not take it in time is not waited for.</summary>
    private async Task CloseAsync(WebSocketCloseStatus status, string? description)
    {
        try
        {
            using var deadline = new CancellationTokenSource(Goodbye, _time);
            await _socket.CloseOutputAsync(status, description, deadline.Token);
            await Connection.Outbound.DrainAsync().WaitAsync(deadline.Token);
        }
        catch (Exception failure) when (failure is WebSocketException or IOException or ObjectDisposedException or OperationCanceledException or ArgumentException)
        {
            LogBroken(failure.Message);
        }
    }

    [LoggerMessage(EventId = 2101, Level = LogLevel.Debug, Message = "A connection broke: {Reason}.")]
    private partial void LogBroken(string reason);

    [LoggerMessage(EventId = 2102, Level = LogLevel.Warning, Message = "A client does not read what is sent to it and was cut off; its turns go on.")]
    private partial void LogTooSlow();
}
