using Npgsql;

namespace Orders.Storage;

/// <summary>
/// Whether a cluster works on a database: it keeps the state of most grains, and all reminders, in Orleans' own tables, which an export does
/// not carry.
/// </summary>
internal static class PostgresCluster
{
    public const string Where = "the state of its grains and its reminders are in Orleans' own tables (orleansstorage, orleansreminderstable)";

    public static bool Has(NpgsqlConnection connection) =>
        ((string[])["public.orleansstorage", "public.orleansreminderstable"]).Any(table => Exists(connection, table) && HasRows(connection, table));

    private static bool Exists(NpgsqlConnection connection, string table)
    {
        using var command = new NpgsqlCommand("SELECT to_regclass($1) IS NOT NULL", connection) { Parameters = { new() { Value = table } } };
        return (bool)command.ExecuteScalar()!;
    }

    private static bool HasRows(NpgsqlConnection connection, string table)
    {
        using var command = new NpgsqlCommand($"SELECT EXISTS (SELECT FROM {table})", connection);
        return (bool)command.ExecuteScalar()!;
    }
}

/// <summary>A cluster works on the database, whose state no export carries.</summary>
public sealed class ClusterNotCarriedException() : Exception(
    $"A cluster works on this database: {PostgresCluster.Where}, which an export does not carry. Copy the database with pg_dump.");
