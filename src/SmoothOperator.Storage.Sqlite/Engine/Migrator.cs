namespace SmoothOperator.Storage.Sqlite.Engine;

/// <summary>Brings a database's schema up to date, each migration in a transaction of its own.</summary>
internal static class Migrator
{
    private const string CreateTable =
        "CREATE TABLE IF NOT EXISTS schema_migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, minimum_program INTEGER NOT NULL, applied_at TEXT NOT NULL)";

    private const string ReadState = "SELECT coalesce(max(number), 0), coalesce(max(minimum_program), 0) FROM schema_migrations";

    private const string Note = "INSERT INTO schema_migrations (number, name, minimum_program, applied_at) VALUES (?, ?, ?, ?)";

    /// <exception cref="StorageException">A newer program has changed the schema so that this one must not use it.</exception>
    public static void Apply(SqliteConnection connection, IReadOnlyList<Migration> migrations, string path, TimeProvider time)
    {
        connection.Execute(CreateTable);
        var (applied, minimum) = Read(connection);
        var program = migrations[^1].Number;
        if (minimum > program)
            throw new StorageException($"The database '{path}' was changed by a newer program: it needs one that knows migration {minimum}, and this one knows {program}.");
        foreach (var migration in migrations.Where(migration => migration.Number > applied))
            Apply(connection, migration, time);
    }

    private static (int Applied, int Minimum) Read(SqliteConnection connection)
    {
        using var query = connection.Use(ReadState);
        query.Read();
        return (query.GetInt(0), query.GetInt(1));
    }

    private static void Apply(SqliteConnection connection, Migration migration, TimeProvider time)
    {
        connection.Execute("BEGIN IMMEDIATE");
        try
        {
            connection.Execute(migration.ReadScript());
            connection.Use(Note).Add(migration.Number).Add(migration.Name).Add(migration.MinimumProgram).Add(time.GetUtcNow().ToString("O")).Run();
            connection.Execute("COMMIT");
        }
        catch
        {
            if (connection.IsInTransaction)
                connection.Execute("ROLLBACK");
            throw;
        }
    }
}
