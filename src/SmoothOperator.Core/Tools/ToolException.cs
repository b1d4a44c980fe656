namespace SmoothOperator.Tools;

/// <summary>A tool could not do what it was asked. The model sees the message, so it says nothing that the user may not know.</summary>
public sealed class ToolException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What the model is told.</param>
    /// <param name="innerException">What happened; for the log.</param>
    public ToolException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
