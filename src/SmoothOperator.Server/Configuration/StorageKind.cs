namespace SmoothOperator.Server.Configuration;

/// <summary>Where conversations, turns and knowledge are kept.</summary>
internal enum StorageKind
{
    /// <summary>A file; nothing is lost by a restart.</summary>
    Sqlite,

    /// <summary>This process; everything is lost with it.</summary>
    Memory,
}
