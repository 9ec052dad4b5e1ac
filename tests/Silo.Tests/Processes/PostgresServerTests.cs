using Npgsql;
using Orders.Testing;
using Xunit;

namespace Orders.Tests.Processes;

/// <summary>What tests on PostgreSQL take for granted.</summary>
[Trait("Database", "Postgres")]
public sealed class PostgresServerTests
{
    [PostgresFact]
    public void NewDatabase_OfTheSharedServer_IsEmptyAndItsOwnAndDurable()
    {
        var first = PostgresServer.Shared.NewDatabase();
        var second = PostgresServer.Shared.NewDatabase();
        Execute(first, "CREATE TABLE here (id BIGINT)");
        Assert.Equal(0L, Scalar(second, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"));
        Assert.Equal("on on", Scalar(first, "SELECT current_setting('fsync') || ' ' || current_setting('synchronous_commit')"));
        Assert.Equal(true, Scalar(first, "SELECT 'a' < 'B'")); // not the order of bytes

        PostgresServer.Shared.Drop(first);
        Assert.Throws<PostgresException>(() => Execute(first, "SELECT 1"));
    }

    [PostgresFact]
    public void Restart_Immediate_KeepsWhatWasCommittedAndTheAddress()
    {
        using var server = PostgresServer.Launch();
        var database = server.NewDatabase();
        Execute(database, "CREATE TABLE kept (id BIGINT); INSERT INTO kept VALUES (7)");
        server.Stop(immediate: true);
        Assert.ThrowsAny<NpgsqlException>(() => Execute(database + ";Pooling=false", "SELECT 1"));
        server.Start();
        Assert.Equal(7L, Scalar(database + ";Pooling=false", "SELECT id FROM kept"));
    }

    [PostgresFact]
    public void Start_ThatFails_SaysWhatTheServerSaid()
    {
        using var server = PostgresServer.Launch();
        var failure = Assert.Throws<InvalidOperationException>(server.Start);
        Assert.Contains("lock file \"postmaster.pid\" already exists", failure.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Launch_InAProcessThatIsKilled_EndsWithIt()
    {
        using var child = ChildProcess.Start("hold-postgres");
        var database = await child.ReadLine();
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var waiting = new NpgsqlCommand("SELECT pg_sleep(60)", connection) { CommandTimeout = 50 };
        var answer = waiting.ExecuteNonQueryAsync();

        child.Kill();

        var end = await Assert.ThrowsAnyAsync<NpgsqlException>(() => answer);
        Assert.IsNotType<TimeoutException>(end.InnerException);
    }

    private static void Execute(string connectionString, string sql) => Scalar(connectionString, sql);

    private static object? Scalar(string connectionString, string sql)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }
}
