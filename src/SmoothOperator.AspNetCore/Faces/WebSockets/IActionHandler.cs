using SmoothOperator.Protocol;

namespace SmoothOperator.AspNetCore.Faces.WebSockets;

/// <summary>Handles the frames of one action.</summary>
internal interface IActionHandler
{
    /// <summary>The action's name on the wire.</summary>
    string Action { get; }

    /// <summary>Code of the error that answers a failure of the storage.</summary>
    string StorageFailureCode => ErrorCodes.StorageError;

    /// <summary>Handles one frame; frames of a connection are handled one after another.</summary>
    ValueTask HandleAsync(ClientConnection connection, ClientFrame frame, CancellationToken cancellationToken);
}
