namespace SmoothOperator.Testing;

/// <summary>A connection did not bring what was expected. The message holds the end of its transcript.</summary>
public sealed class WireException : Exception
{
    private const int Lines = 60;

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was expected.</param>
    /// <param name="transcript">What was sent and received, oldest first.</param>
    /// <param name="innerException">What happened, if anything was thrown.</param>
    public WireException(string message, IReadOnlyList<string> transcript, Exception? innerException = null)
        : base($"{message}\n{string.Join('\n', transcript.TakeLast(Lines))}", innerException)
    {
    }
}
