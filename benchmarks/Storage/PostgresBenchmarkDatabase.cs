using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orders.Storage;
using Orders.Testing;

namespace Orders.Benchmarks;

/// <summary>In a PostgreSQL server of its own, on the same machine, over a unix socket, with settings as for a small server in earnest.</summary>
internal sealed class PostgresBenchmarkDatabase : BenchmarkDatabase
{
    private const string ServerSettings = """
        shared_buffers = 1GB
        max_wal_size = 8GB
        checkpoint_timeout = 15min
        effective_cache_size = 4GB
        autovacuum = on
        """;

    private readonly PostgresServer _server = PostgresServer.Launch(ServerSettings);
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("orders-bench-");
    private readonly string _connectionString;

    public PostgresBenchmarkDatabase() => _connectionString = _server.NewDatabase();

    public override KeyValuePair<string, string?>[] Settings =>
        [new("Orders:DataDirectory", _directory.FullName), .. TestDatabaseChoice.SettingsFor(_connectionString)];

    public override IDatabase Open(int maxBatch = 1024)
    {
        var options = new StorageOptions { PostgresConnection = _connectionString, MaxBatch = maxBatch };
        var database = new PostgresDatabase(Options.Create(options), TimeProvider.System, NullLogger<PostgresDatabase>.Instance);
        database.Open();
        return database;
    }

    public override Connection OpenBare()
    {
        var connection = PostgresConnection.Open(PostgresSettings.Source(_connectionString));
        PostgresSettings.ApplyToWriter(connection);
        return connection;
    }

    public override void Settle(Connection connection) => connection.Execute("VACUUM ANALYZE; CHECKPOINT");

    public override void Dispose()
    {
        _server.Dispose();
        _directory.Delete(recursive: true);
    }

    protected override string Describe(Connection connection)
    {
        var settings = PostgresSettings.ReadBack(connection);
        return $"PostgreSQL {settings.ServerVersion}, synchronous_commit={settings.SynchronousCommit}, fsync={settings.Fsync}, "
            + $"full_page_writes={settings.FullPageWrites} (read back), shared_buffers={connection.Scalar("SHOW shared_buffers")}, on a unix socket, "
            + $"{connection.ScalarInt64("SELECT pg_database_size(current_database())") >> 20:N0} MiB";
    }
}
