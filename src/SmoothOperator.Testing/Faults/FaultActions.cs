using System.Diagnostics;
using SmoothOperator.Storage;

namespace SmoothOperator.Testing.Faults;

/// <summary>The ways in which things go wrong.</summary>
public static class FaultActions
{
    /// <summary>Ends this process at once, as <c>kill -9</c> does: nothing is flushed, closed or told.</summary>
    public static FaultAction Kill { get; } = static _ =>
    {
        using (var self = Process.GetCurrentProcess())
            self.Kill();
        return Task.Delay(Timeout.Infinite, CancellationToken.None);
    };

    /// <summary>Never goes on, until the caller stops waiting.</summary>
    public static FaultAction Hang { get; } = static cancellationToken => Task.Delay(Timeout.Infinite, cancellationToken);

    /// <summary>The storage fails.</summary>
    public static FaultAction FailStorage { get; } = Throw(static () => new StorageException("A planned fault."));

    /// <summary>Throws.</summary>
    /// <param name="makeException">Makes the exception, anew each time.</param>
    public static FaultAction Throw(Func<Exception> makeException) => _ => Task.FromException(makeException());

    /// <summary>Waits at a gate.</summary>
    public static FaultAction WaitAt(FaultGate gate)
    {
        ArgumentNullException.ThrowIfNull(gate);
        return gate.PassAsync;
    }
}
