using System.Globalization;

namespace SmoothOperator.Storage.Sqlite.Engine;

/// <summary>Keeps a data directory for one process. The operating system drops the lock with the process, however it dies, so there is nothing stale to clean up.</summary>
internal sealed class DataDirectoryLock : IDisposable
{
    private const string LockName = "smooth-operator.lock";

    /// <summary>Beside the lock, because a locked file cannot be read everywhere.</summary>
    private const string OwnerName = "smooth-operator.pid";

    private readonly FileStream _lock;

    private DataDirectoryLock(FileStream held)
    {
        _lock = held;
    }

    /// <exception cref="StorageInUseException">Another process has it.</exception>
    /// <exception cref="StorageException">The directory cannot be made or written.</exception>
    public static DataDirectoryLock Take(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The data directory '{directory}' cannot be made.", e);
        }

        var owner = Path.Combine(directory, OwnerName);
        try
        {
            var held = new FileStream(Path.Combine(directory, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            File.WriteAllText(owner, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new DataDirectoryLock(held);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StorageException($"The data directory '{directory}' cannot be written.", e);
        }
        catch (IOException e)
        {
            throw new StorageInUseException(directory, ReadOwner(owner), e);
        }
    }

    public void Dispose() => _lock.Dispose();

    private static int? ReadOwner(string path)
    {
        try
        {
            return int.TryParse(File.ReadAllText(path), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
