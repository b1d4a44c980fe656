namespace SmoothOperator.Storage.Sqlite;

/// <summary>What a commit waits for.</summary>
public enum SqliteSynchronous
{
    /// <summary>The disk: what was acknowledged survives a power loss.</summary>
    Full,

    /// <summary>The operating system: what was acknowledged survives the death of the process; a power loss may take the last commits.</summary>
    Normal,
}
