using Npgsql;

namespace Orders.Storage;

/// <summary>What export and import ask of PostgreSQL besides rows.</summary>
internal static class PostgresTransfer
{
    // Neither do an administrator's limits hold: they are for pages and programs, and this goes through everything.
    private const string Patient =
        "SET statement_timeout = 0; SET lock_timeout = 0; SET idle_session_timeout = 0; SET idle_in_transaction_session_timeout = 0";

    /// <summary>A connection whose statements may take as long as they need.</summary>
    public static NpgsqlConnection Connect(string connectionString)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString)
        {
            SearchPath = PostgresSettings.Schema,
            Pooling = false,
            Multiplexing = false,
            CommandTimeout = 0,
        }.ToString());
        try
        {
            connection.Open();
            Execute(connection, Patient);
            return connection;
        }
        catch (NpgsqlException e)
        {
            connection.Dispose();
            throw PostgresErrors.Translate(e);
        }
    }

    /// <summary>The last value that a table's counter gave; 0: none yet.</summary>
    public static long LastOf(NpgsqlConnection connection, TransferTable table)
    {
        using var command = new NpgsqlCommand(
            $"SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence('{PostgresTransferTables.NameOf(table)}', '{table.Counter}')::regclass), 0)", connection);
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>The next value will be a greater one.</summary>
    public static void SetLast(NpgsqlConnection connection, TransferTable table, long last)
    {
        if (last == 0) return; // It has never counted.
        Execute(connection, $"SELECT setval(pg_get_serial_sequence('{PostgresTransferTables.NameOf(table)}', '{table.Counter}'), $1)", last);
    }

    /// <summary>Keys that are only to be new, not never given before, go on after the greatest.</summary>
    public static void PassKeys(NpgsqlConnection connection)
    {
        foreach (var table in TransferTables.Of(TransferPart.Shop).Where(t => t.Counter is null && t.Key is [var key] && t.Columns[0] == new TransferColumn(key, TransferKind.Number)))
        {
            var name = PostgresTransferTables.NameOf(table);
            Execute(connection, $"""
                SELECT setval(k.sequence, k.greatest)
                FROM (SELECT pg_get_serial_sequence('{name}', '{table.Key[0]}') AS sequence, (SELECT max("{table.Key[0]}") FROM {name}) AS greatest) AS k
                WHERE k.sequence IS NOT NULL AND k.greatest > 0
                """);
        }
    }

    public static void Execute(NpgsqlConnection connection, string sql, params object[] values)
    {
        using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        command.ExecuteNonQuery();
    }
}
