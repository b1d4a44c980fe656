namespace SmoothOperator.Testing.Faults;

/// <summary>Holds whoever comes to it until it is opened.</summary>
public sealed class FaultGate
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when somebody stands at the gate for the first time.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Lets everybody pass, now and later.</summary>
    public void Open() => _open.TrySetResult();

    internal Task PassAsync(CancellationToken cancellationToken)
    {
        _reached.TrySetResult();
        return _open.Task.WaitAsync(cancellationToken);
    }
}
