using Npgsql;
using Orders.Storage;

namespace Orders.Hosting;

/// <summary>
/// Makes the tables and queries that Orleans' AdoNet providers look for, from the numbered files beside the engine's set-up: forward only,
/// each once. All of it is one transaction under a lock, so that of several silos that start at once one does it and the others find it done.
/// </summary>
internal static class OrleansSchema
{
    // Any number that nobody else takes for an advisory lock of this database.
    private const long Lock = 0x4F72_6C65_616E_73;

    /// <returns>The version before and after.</returns>
    /// <exception cref="SchemaTooNewException">A later program has been here.</exception>
    public static async Task<(int Before, int After)> Apply(string connectionString, IReadOnlyList<SchemaFile> files, CancellationToken stop)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Execute(connection, $"SET LOCAL search_path = public; SELECT pg_advisory_xact_lock({Lock})", stop);
        await Execute(connection, """
            CREATE TABLE IF NOT EXISTS orleans_schema_version (
                version    INTEGER PRIMARY KEY,
                name       TEXT COLLATE "C" NOT NULL,
                applied_at TIMESTAMPTZ NOT NULL DEFAULT now()
            )
            """, stop);
        var before = await Version(connection, stop);
        if (before > files.Count) throw new SchemaTooNewException(before, files.Count);
        foreach (var file in files.Skip(before)) await Apply(connection, file, stop);
        await transaction.CommitAsync(stop);
        return (before, files.Count);
    }

    private static async Task Apply(NpgsqlConnection connection, SchemaFile file, CancellationToken stop)
    {
        await Execute(connection, file.Sql, stop);
        await using var note = new NpgsqlCommand("INSERT INTO orleans_schema_version (version, name) VALUES ($1, $2)", connection);
        note.Parameters.AddWithValue(file.Version);
        note.Parameters.AddWithValue(file.Name);
        await note.ExecuteNonQueryAsync(stop);
    }

    private static async Task<int> Version(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var ask = new NpgsqlCommand("SELECT coalesce(max(version), 0) FROM orleans_schema_version", connection);
        return (int)(await ask.ExecuteScalarAsync(stop))!;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(stop);
    }
}
