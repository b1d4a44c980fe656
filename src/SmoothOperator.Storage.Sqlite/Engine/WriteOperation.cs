namespace SmoothOperator.Storage.Sqlite.Engine;

/// <summary>One write that waits for its transaction. It may run more than once, when a transaction it shared had to be given up.</summary>
internal abstract class WriteOperation
{
    /// <summary>Whether the last run failed.</summary>
    public Exception? Error { get; protected set; }

    /// <summary>Whether its caller has stopped waiting.</summary>
    public abstract bool IsAbandoned { get; }

    /// <summary>Runs it inside the transaction; what it throws becomes <see cref="Error"/>.</summary>
    public abstract void Run(SqliteConnection connection);

    /// <summary>Tells the caller what the last run gave; it has been committed, or failed without leaving anything.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception error);

    /// <summary>Lets go of a caller that has stopped waiting.</summary>
    public abstract void Abandon();
}
