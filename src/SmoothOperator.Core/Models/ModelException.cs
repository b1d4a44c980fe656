namespace SmoothOperator.Models;

/// <summary>
/// A model call failed. <see cref="Exception.Message"/> is safe to show: it holds no key and nothing that the provider sent.
/// </summary>
public sealed class ModelException : Exception
{
    /// <summary>The longest <see cref="Detail"/>, in UTF-16 characters.</summary>
    public const int MaxDetailLength = 2_000;

    /// <summary>Creates the failure of one model call.</summary>
    /// <param name="message">What went wrong, without anything that the provider sent.</param>
    /// <param name="innerException">What caused it.</param>
    public ModelException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The HTTP status of the provider's answer, when there was one.</summary>
    public int? Status { get; init; }

    /// <summary>For the log only: what the provider said, the key masked, cut at <see cref="MaxDetailLength"/>.</summary>
    public string? Detail { get; init; }

    /// <summary>How long the provider asked to wait before the next attempt.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the same call may succeed if it is made again: 429, 5xx and lost connections.</summary>
    public bool IsTransient { get; init; }
}
