using System.Globalization;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Orders.Hosting;

namespace Orders.Identity;

/// <summary>Accounts in a SQLite file of their own, so that sign-ins never wait for orders. Keys are in files next to it.</summary>
internal sealed class SqliteAccounts(OrdersOptions options, ILoggerFactory loggers) : AccountsDatabase
{
    private const int Constraint = 19;

    private readonly string _connectionString =
        new SqliteConnectionStringBuilder { DataSource = options.PathOf("identity.db"), ForeignKeys = true }.ToString();

    public override IXmlRepository Keys => new FileSystemXmlRepository(new DirectoryInfo(options.PathOf("keys")), loggers);

    public override void Configure(DbContextOptionsBuilder builder) => builder.UseSqlite(_connectionString);

    public override void ApplySchema()
    {
        using var connection = new SqliteConnection(_connectionString);
        connection.Open();
        Execute(connection, "PRAGMA journal_mode = WAL");
        var version = Convert.ToInt64(Execute(connection, "PRAGMA user_version"), CultureInfo.InvariantCulture);
        foreach (var file in IdentitySchema.After(version, DatabaseOptions.Sqlite))
        {
            using var transaction = connection.BeginTransaction();
            Execute(connection, $"{file.Sql}; PRAGMA user_version = {file.Number}");
            transaction.Commit();
        }
    }

    public override void AddFirstKey(IKeyManager keys)
    {
        // A data directory belongs to one process, which makes its first key when it needs one.
    }

    public override bool IsTaken(DbUpdateException exception) => exception.InnerException is SqliteException { SqliteErrorCode: Constraint };

    public override Task LockShops(IdentityContext context) => Task.CompletedTask; // A transaction of SQLite locks everything.

    public override Task<Shop?> FindShop(IdentityContext context, string name) => context.Shops.FirstOrDefaultAsync(s => s.Name == name);

    private static object? Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
