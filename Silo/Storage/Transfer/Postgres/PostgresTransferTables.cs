using Npgsql;
using NpgsqlTypes;

namespace Orders.Storage;

/// <summary>The carried tables as PostgreSQL has them.</summary>
internal sealed class PostgresTransferTables
{
    // Identity's own columns are not all BIGINT: its library knows other types.
    private readonly Dictionary<(string Table, string Column), NpgsqlDbType> _types = [];

    public PostgresTransferTables(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(
            "SELECT table_schema || '.' || table_name, column_name, data_type FROM information_schema.columns WHERE table_schema IN ('orders', 'identity')",
            connection);
        using var reader = command.ExecuteReader();
        while (reader.Read()) _types[(reader.GetString(0), reader.GetString(1))] = TypeOf(reader.GetString(2));
    }

    /// <summary>With its schema.</summary>
    public static string NameOf(TransferTable table) => $"{(table.Part == TransferPart.Shop ? PostgresSettings.Schema : "identity")}.{table.Name}";

    public static string Columns(TransferTable table) => string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\""));

    public NpgsqlDbType TypeOf(TransferTable table, TransferColumn column) => _types[(NameOf(table), column.Name)];

    /// <summary>Its rows in the order of the key, numbers as BIGINT.</summary>
    public string SelectSql(TransferTable table)
    {
        var values = table.Columns.Select(c => TypeOf(table, c) switch
        {
            NpgsqlDbType.Boolean => $"\"{c.Name}\"::int::bigint",
            NpgsqlDbType.Integer => $"\"{c.Name}\"::bigint",
            _ => $"\"{c.Name}\"",
        });
        return $"SELECT {string.Join(", ", values)} FROM {NameOf(table)} ORDER BY {string.Join(", ", table.Key.Select(k => $"\"{k}\""))}";
    }

    /// <summary>Takes rows that may be there already.</summary>
    public static string UpsertSql(TransferTable table) =>
        $"INSERT INTO {NameOf(table)} ({Columns(table)}) VALUES ({string.Join(", ", table.Columns.Select((_, i) => FormattableString.Invariant($"${i + 1}")))}) "
        + $"ON CONFLICT ({string.Join(", ", table.Key.Select(k => $"\"{k}\""))}) DO UPDATE SET {string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\" = excluded.\"{c.Name}\""))}";

    private static NpgsqlDbType TypeOf(string name) => name switch
    {
        "boolean" => NpgsqlDbType.Boolean,
        "integer" => NpgsqlDbType.Integer,
        "bigint" => NpgsqlDbType.Bigint,
        "bytea" => NpgsqlDbType.Bytea,
        "text" => NpgsqlDbType.Text,
        _ => NpgsqlDbType.Unknown, // of tables that are not carried
    };
}
