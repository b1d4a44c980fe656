using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using SmoothOperator.Storage;
using SmoothOperator.Storage.Sqlite;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds SQLite storage to an application's services.</summary>
public static class SqliteStorageServices
{
    /// <summary>Keeps everything in SQLite files of one directory, in place of any storage registered before.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="options">Where and how.</param>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, SqliteOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.Replace(ServiceDescriptor.Singleton<IStorage>(provider => new SqliteStorage(
            options, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<SqliteStorage>>())));
    }
}
