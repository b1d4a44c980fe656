namespace SmoothOperator.Server.Configuration;

/// <summary>When SQLite waits for the disk.</summary>
internal enum SqliteSync
{
    /// <summary>At every commit.</summary>
    Full,

    /// <summary>At checkpoints: a loss of power may take the last commits.</summary>
    Normal,
}
