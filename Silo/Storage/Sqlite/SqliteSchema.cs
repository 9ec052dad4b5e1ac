namespace Orders.Storage;

/// <summary>Brings a database up to this program's schema. Forward only.</summary>
internal static class SqliteSchema
{
    /// <returns>The version before and after.</returns>
    /// <exception cref="SchemaTooNewException">A later program has been here.</exception>
    public static (int Before, int After) Apply(SqliteConnection connection, IReadOnlyList<SchemaFile> files, TimeProvider time)
    {
        connection.Execute("""
            CREATE TABLE IF NOT EXISTS schema_version (
                version    INTEGER PRIMARY KEY,
                name       TEXT NOT NULL,
                applied_at INTEGER NOT NULL
            ) STRICT
            """);
        var before = (int)connection.ScalarInt64("SELECT max(version) FROM schema_version");
        if (before > files.Count) throw new SchemaTooNewException(before, files.Count);
        foreach (var file in files.Skip(before)) Apply(connection, file, time);
        return (before, files.Count);
    }

    private static void Apply(SqliteConnection connection, SchemaFile file, TimeProvider time)
    {
        connection.Execute("BEGIN IMMEDIATE");
        try
        {
            connection.Execute(file.Sql);
            connection.Prepare("INSERT INTO schema_version (version, name, applied_at) VALUES (?1, ?2, ?3)")
                .Bind(1, file.Version).Bind(2, file.Name).Bind(3, StoredTime.Of(time.GetUtcNow())).Run();
            connection.Execute("COMMIT");
        }
        catch
        {
            connection.Rollback();
            throw;
        }
    }
}

/// <summary>The database was written by a later version of this program.</summary>
public sealed class SchemaTooNewException(int found, int known) : Exception(
    $"The database has schema version {found}, but this program knows versions up to {known} only. Start the program that wrote it, or a later one.");
