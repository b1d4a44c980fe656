namespace SmoothOperator.Storage;

/// <summary>A backend could not do what it was asked: disk full, unreachable, corrupt. Nothing was stored by the call that threw it.</summary>
public class StorageException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What failed; for the log, never for a client.</param>
    /// <param name="innerException">The backend's own exception.</param>
    public StorageException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
