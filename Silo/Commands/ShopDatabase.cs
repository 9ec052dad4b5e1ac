using Orders.Hosting;
using Orders.Storage;

namespace Orders.Commands;

/// <summary>The database that the configuration names, for whoever reads it without a silo, or past one.</summary>
internal static class ShopDatabase
{
    public static string SqlitePathOf(OrdersOptions options) => options.PathOf("orders.db");

    /// <summary>Opens it beside whoever writes. A statement may take as long as it needs.</summary>
    /// <exception cref="DatabaseException">It cannot be opened.</exception>
    public static Connection OpenReader(OrdersOptions options)
    {
        if (!options.Database.IsPostgres) return SqliteDatabase.OpenReader(SqlitePathOf(options));
        using var source = PostgresSettings.Source(options.Database.ConnectionString!, patient: true);
        return PostgresDatabase.OpenReader(source);
    }

    /// <summary>The version of the schema that is there; null: none.</summary>
    public static long? SchemaVersionOf(Connection connection)
    {
        var tables = connection.Provider == DatabaseProvider.Postgres
            ? $"SELECT count(*) FROM pg_tables WHERE schemaname = '{PostgresSettings.Schema}' AND tablename = 'schema_version'"
            : "SELECT count(*) FROM sqlite_master WHERE name = 'schema_version'";
        return connection.ScalarInt64(tables) == 0 ? null : connection.ScalarInt64("SELECT max(version) FROM schema_version");
    }
}
