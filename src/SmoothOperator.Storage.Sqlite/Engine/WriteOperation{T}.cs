namespace SmoothOperator.Storage.Sqlite.Engine;

/// <summary>A write that gives a result.</summary>
/// <param name="write">The statements; they see their own conditions and change nothing else.</param>
/// <param name="committed">Called once, on the writer's thread, in the order of the transactions, before the caller learns of it.</param>
/// <param name="cancellationToken">Stops waiting.</param>
internal sealed class WriteOperation<T>(Func<SqliteConnection, T> write, Action<T>? committed, CancellationToken cancellationToken) : WriteOperation
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Task => cancellationToken.CanBeCanceled ? _completion.Task.WaitAsync(cancellationToken) : _completion.Task;

    public override bool IsAbandoned => cancellationToken.IsCancellationRequested;

    public override void Run(SqliteConnection connection)
    {
        Error = null;
        try
        {
            _result = write(connection);
        }
        catch (Exception e)
        {
            Error = e;
        }
    }

    public override void Complete()
    {
        try
        {
            if (Error is null)
                committed?.Invoke(_result!);
        }
        catch (Exception e)
        {
            Error = e;
        }

        if (Error is { } error)
            Fail(error);
        else
            _completion.TrySetResult(_result!);
    }

    public override void Fail(Exception error) => _completion.TrySetException(error is SqliteFailureException failure ? failure.ToStorageException() : error);

    public override void Abandon() => _completion.TrySetCanceled(cancellationToken);
}
