using System.Globalization;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Orders.Hosting;

namespace Orders.Identity;

/// <summary>Accounts and keys in the shop's PostgreSQL database, in the schema <c>identity</c>: several front ends share them.</summary>
internal sealed class PostgresAccounts(OrdersOptions options, TimeProvider time) : AccountsDatabase
{
    private const int Retries = 2;
    private static readonly TimeSpan RetryWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan KeyLifetime = TimeSpan.FromDays(90); // what a key has that data protection makes by itself

    private readonly string _connectionString = options.Database.ConnectionString!;

    public override IXmlRepository Keys => new PostgresKeys(_connectionString);

    // After a restart of the database, the first to speak finds the old connections broken: trying again is enough.
    public override void Configure(DbContextOptionsBuilder builder) =>
        builder.UseNpgsql(_connectionString, npgsql => npgsql.EnableRetryOnFailure(Retries, RetryWait, null));

    public override void ApplySchema() => Alone(connection =>
    {
        Execute(connection, """
            CREATE SCHEMA IF NOT EXISTS identity;
            CREATE TABLE IF NOT EXISTS identity.schema_version (version BIGINT PRIMARY KEY, applied_at BIGINT NOT NULL);
            """);
        var version = Convert.ToInt64(
            Execute(connection, "SELECT coalesce(max(version), 0) FROM identity.schema_version"), CultureInfo.InvariantCulture);
        foreach (var file in IdentitySchema.After(version, DatabaseOptions.Postgres))
        {
            Execute(connection, file.Sql);
            Execute(connection, "INSERT INTO identity.schema_version (version, applied_at) VALUES ($1, $2)",
                (long)file.Number, time.GetUtcNow().ToUnixTimeMilliseconds());
        }
    });

    public override void AddFirstKey(IKeyManager keys) => Alone(_ =>
    {
        var now = time.GetUtcNow();
        if (keys.GetAllKeys().Count == 0) keys.CreateNewKey(now, now + KeyLifetime);
    });

    public override bool IsTaken(DbUpdateException exception) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public override Task LockShops(IdentityContext context) =>
        context.Database.ExecuteSqlAsync($"LOCK TABLE identity.shops IN SHARE ROW EXCLUSIVE MODE");

    public override Task<Shop?> FindShop(IdentityContext context, string name) => context.Shops
        .FromSql($"""SELECT "Id", "Name" FROM identity.shops WHERE lower("Name") = lower({name} COLLATE "C")""").SingleOrDefaultAsync();

    // One process at a time, of all that start on this database; all of it is done, or nothing.
    private void Alone(Action<NpgsqlConnection> work)
    {
        using var connection = new NpgsqlConnection(_connectionString);
        connection.Open();
        using var transaction = connection.BeginTransaction();
        Execute(connection, "SELECT pg_advisory_xact_lock(hashtextextended('orders: accounts', 0))");
        work(connection);
        transaction.Commit();
    }

    private static object? Execute(NpgsqlConnection connection, string sql, params object[] values)
    {
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 }; // it may have to wait for others that start
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command.ExecuteScalar();
    }
}
