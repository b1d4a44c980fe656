using Microsoft.Extensions.Logging.Abstractions;
using SmoothOperator.Storage;
using SmoothOperator.Storage.Sqlite;

namespace SmoothOperator.Tests.Storage;

internal static class SqliteStorages
{
    public static Task<IStorage> OpenAsync(TemporaryDirectory directory) => OpenAsync(directory.Path, SqliteSynchronous.Normal);

    public static async Task<IStorage> OpenAsync(string directory, SqliteSynchronous synchronous)
    {
        var storage = new SqliteStorage(new SqliteOptions { DataDirectory = directory, Synchronous = synchronous }, TimeProvider.System, NullLogger<SqliteStorage>.Instance);
        await storage.OpenAsync(default);
        return storage;
    }
}
