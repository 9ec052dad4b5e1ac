using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using Orders.Storage;
using Orders.Testing;
using Xunit;

namespace Orders.Tests.Storage;

/// <summary>A PostgreSQL database of a test's own, with what it takes to do it harm.</summary>
internal sealed class PostgresShop : IDisposable
{
    /// <summary>Whoever holds the lock of those who write.</summary>
    private const string Writers = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND (classid, objid) = (1332896883, 1) AND database = "
        + "(SELECT oid FROM pg_database WHERE datname = current_database())";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public string ConnectionString { get; } = PostgresServer.Shared.NewDatabase();

    /// <param name="over">The way to the server; null: directly.</param>
    public PostgresDatabase Open(bool shared = false, int maxBatch = 1024, Wire? over = null)
    {
        var database = New(shared, maxBatch, over);
        database.Open();
        return database;
    }

    public PostgresDatabase New(bool shared = false, int maxBatch = 1024, Wire? over = null, string? name = null) => new(
        Options.Create(new StorageOptions
        {
            PostgresConnection = (over?.ConnectionString ?? ConnectionString) + (name is null ? "" : $";Application Name={name}"),
            Shared = shared,
            MaxBatch = maxBatch,
        }),
        TimeProvider.System, NullLogger<PostgresDatabase>.Instance);

    /// <summary>Ends the connection of whoever writes, and returns when it is gone.</summary>
    public void EndWriter() => Execute($"SELECT pg_terminate_backend(pid, 10000) FROM ({Writers}) AS writer");

    public bool HasWriter => (long)Execute($"SELECT count(*) FROM ({Writers}) AS writer")! == 1;

    /// <summary>Ends the connections of those who only read.</summary>
    public void EndReaders() => Execute($"""
        SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
        WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND pid NOT IN ({Writers})
        """);

    public object? Execute(string sql)
    {
        using var connection = new NpgsqlConnection($"{ConnectionString};Search Path=orders;Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }

    /// <summary>Asks again and again, as callers do, until the database takes it.</summary>
    public static async Task<T> Insist<T>(Func<Task<T>> ask)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(Look);
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (StorageUnavailableException)
            {
                await timer.WaitForNextTickAsync(patience.Token);
            }
        }
    }

    public static async Task Until(Func<bool> so)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(Look);
        while (!so()) await timer.WaitForNextTickAsync(patience.Token);
    }

    /// <summary>Positions without a gap, whole chains, right counts.</summary>
    public async Task IsSound(IDatabase database)
    {
        var findings = new List<AuditFinding>();
        var result = await database.Read(connection => AuditVerification.Run(connection, _ => { }, findings.Add, CancellationToken.None));
        Assert.Empty(findings);
        Assert.Equal(result.Rows, await database.Read(connection => connection.ScalarInt64("SELECT coalesce(max(position), 0) FROM order_events")));
        Assert.Equal(0, await database.Read(connection => connection.ScalarInt64("""
            SELECT count(*) FROM (SELECT seller_id, status, n FROM order_counts WHERE n <> 0
                EXCEPT SELECT seller_id, status, count(*) FROM orders GROUP BY seller_id, status) AS wrong
            """)));
    }

    public void Dispose() => PostgresServer.Shared.Drop(ConnectionString);
}
