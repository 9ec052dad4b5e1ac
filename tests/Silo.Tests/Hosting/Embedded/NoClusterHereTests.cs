using Microsoft.Extensions.Options;
using Npgsql;
using Orders.Hosting;
using Orders.Testing;
using Xunit;

namespace Orders.Tests.Hosting;

public sealed class NoClusterHereTests : IDisposable
{
    private readonly string _database = PostgresServer.IsInstalled ? PostgresServer.Shared.NewDatabase() : "";

    public void Dispose()
    {
        if (_database.Length > 0) PostgresServer.Shared.Drop(_database);
    }

    // Catches: one process on a cluster's database, which does not see its states and begins order numbers anew.
    [PostgresFact]
    public async Task Start_OnAClustersDatabase_IsRefused()
    {
        await Execute("CREATE TABLE public.orleansreminderstable (n INTEGER)");
        await Start();
        await Execute("INSERT INTO public.orleansreminderstable VALUES (1)");

        var refused = await Assert.ThrowsAsync<OtherClusterException>(Start);

        Assert.StartsWith("This is a cluster's database", StartFailure.InWords(refused), StringComparison.Ordinal);
    }

    private Task Start() => new NoClusterHere(Options.Create(
        new OrdersOptions { Database = new DatabaseOptions { Provider = DatabaseOptions.Postgres, ConnectionString = _database } })).StartAsync(CancellationToken.None);

    private async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
