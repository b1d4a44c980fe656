using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using SmoothOperator.Protocol;
using SmoothOperator.Storage;

namespace SmoothOperator.AspNetCore.Faces.WebSockets;

/// <summary>Gives each frame to the handler of its action. Whatever a handler throws becomes one error event and one log entry.</summary>
internal sealed partial class ActionDispatcher(IEnumerable<IActionHandler> handlers, ILogger<ActionDispatcher> logger)
{
    private readonly FrozenDictionary<string, IActionHandler> _handlers = handlers.ToFrozenDictionary(handler => handler.Action, StringComparer.Ordinal);

    public async ValueTask DispatchAsync(ClientConnection connection, ClientFrame frame, CancellationToken cancellationToken)
    {
        if (frame.Action is not { } action)
        {
            connection.SendError(frame.RequestId, ErrorCodes.ValidationError, "missing 'action' field");
            return;
        }

        if (!_handlers.TryGetValue(action, out var handler))
        {
            connection.SendError(frame.RequestId, ErrorCodes.UnsupportedAction, $"action '{ServerFrames.Quote(action)}' is not supported by this server");
            return;
        }

        try
        {
            await handler.HandleAsync(connection, frame, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (StorageException failure)
        {
            var errorId = NewErrorId();
            LogStorageFailure(failure, action, errorId);
            connection.SendError(frame.RequestId, new FrameError(handler.StorageFailureCode, $"The server could not reach its storage; nothing was changed. Try again (error {errorId}).") { ErrorId = errorId });
        }
        catch (Exception failure)
        {
            var errorId = NewErrorId();
            LogFailure(failure, action, errorId);
            connection.SendError(frame.RequestId, new FrameError(ErrorCodes.InternalError, $"Internal error processing the request (error {errorId}).") { ErrorId = errorId });
        }
    }

    private static string NewErrorId() => Guid.NewGuid().ToString("N")[..12];

    [LoggerMessage(EventId = 2001, Level = LogLevel.Error, Message = "The storage failed while action {Action} was handled (error {ErrorId}).")]
    private partial void LogStorageFailure(Exception failure, string action, string errorId);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Error, Message = "Action {Action} failed (error {ErrorId}).")]
    private partial void LogFailure(Exception failure, string action, string errorId);
}
