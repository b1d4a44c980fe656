using System.Globalization;

namespace SmoothOperator.Storage.Sqlite;

/// <summary>The data directory belongs to another process that is still running.</summary>
public sealed class StorageInUseException : StorageException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="dataDirectory">The directory.</param>
    /// <param name="processId">The process that has it, or null when it could not be read.</param>
    /// <param name="innerException">Why the lock was refused.</param>
    public StorageInUseException(string dataDirectory, int? processId, Exception? innerException = null)
        : base($"The data directory '{dataDirectory}' is in use by {Describe(processId)}.", innerException)
    {
        DataDirectory = dataDirectory;
        ProcessId = processId;
    }

    /// <summary>The directory.</summary>
    public string DataDirectory { get; }

    /// <summary>The process that has it, or null when it could not be read.</summary>
    public int? ProcessId { get; }

    private static string Describe(int? processId) =>
        processId is { } id ? "process " + id.ToString(CultureInfo.InvariantCulture) : "another process";
}
