namespace Orders.Storage;

/// <summary>Brings a PostgreSQL database up to this program's schema. Forward only. Several processes may come at once.</summary>
internal static class PostgresSchema
{
    /// <returns>The version before and after.</returns>
    /// <exception cref="SchemaTooNewException">A later program has been here.</exception>
    public static (int Before, int After) Apply(Connection connection, IReadOnlyList<SchemaFile> files, TimeProvider time)
    {
        connection.Begin();
        try
        {
            connection.ExecutePatiently(PostgresLock.Schema); // another silo may be at it
            connection.Execute($"""
                CREATE SCHEMA IF NOT EXISTS {PostgresSettings.Schema};
                CREATE TABLE IF NOT EXISTS schema_version (
                    version    BIGINT PRIMARY KEY,
                    name       TEXT NOT NULL,
                    applied_at BIGINT NOT NULL
                )
                """);
            var before = (int)connection.ScalarInt64("SELECT max(version) FROM schema_version");
            if (before > files.Count) throw new SchemaTooNewException(before, files.Count);
            foreach (var file in files.Skip(before))
            {
                connection.ExecutePatiently(file.Sql);
                connection.Prepare("INSERT INTO schema_version (version, name, applied_at) VALUES (?1, ?2, ?3)")
                    .Bind(1, file.Version).Bind(2, file.Name).Bind(3, StoredTime.Of(time.GetUtcNow())).Run();
            }

            connection.Commit();
            return (before, files.Count);
        }
        catch
        {
            if (!connection.IsBroken) connection.Rollback();
            throw;
        }
    }
}
