using Npgsql;
using Orders.Hosting;
using Orders.Storage;

namespace Orders.Commands;

/// <summary>A connection that reads the shop's database, for commands that need no silo. A shop may run beside it.</summary>
internal sealed class DatabaseReader : IDisposable
{
    private readonly NpgsqlDataSource? _source;

    private DatabaseReader(Connection connection, NpgsqlDataSource? source) => (Connection, _source) = (connection, source);

    public Connection Connection { get; }

    /// <exception cref="CommandException">There is no database, or not one of this program's version: the message says why.</exception>
    public static DatabaseReader Open(OrdersOptions options)
    {
        DatabaseReader? reader = null;
        try
        {
            reader = options.Database.IsPostgres ? OpenPostgres(options.Database.ConnectionString!) : OpenSqlite(options.PathOf("orders.db"));
            if (options.Database.IsPostgres) NoShopException.CheckPostgres(reader.Connection);
            ImportMark.Refuse(reader.Connection);
            var known = options.Database.IsPostgres ? SchemaFiles.Postgres : SchemaFiles.Sqlite;
            SchemaTooOldException.Check((int)reader.Connection.ScalarInt64("SELECT max(version) FROM schema_version"), known.Count);
            return reader;
        }
        catch (Exception e)
        {
            reader?.Dispose();
            if (e is NoShopException) throw new CommandException(ExitCodes.Usage, e.Message);
            if (StartFailure.InWords(e) is { } words) throw new CommandException(ExitCodes.CannotStart, words);
            throw;
        }
    }

    public void Dispose()
    {
        Connection.Dispose();
        _source?.Dispose();
    }

    private static DatabaseReader OpenSqlite(string path)
    {
        NoShopException.CheckFile(path);
        return new DatabaseReader(SqliteDatabase.OpenReader(path), null);
    }

    private static DatabaseReader OpenPostgres(string connectionString)
    {
        var source = PostgresSettings.Source(connectionString, patient: true);
        try
        {
            return new DatabaseReader(PostgresDatabase.OpenReader(source), source);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }
}
