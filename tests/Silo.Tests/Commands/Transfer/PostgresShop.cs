using Npgsql;
using Orders.Commands;
using Orders.Hosting;
using Orders.Storage;
using Orders.Testing;

namespace Orders.Tests.Commands;

/// <summary>A PostgreSQL database of its own, and the commands on it.</summary>
internal sealed class PostgresShop : IDisposable
{
    public string ConnectionString { get; } = PostgresServer.Shared.NewDatabase();

    private OrdersOptions Options => new() { Database = new DatabaseOptions { Provider = DatabaseOptions.Postgres, ConnectionString = ConnectionString } };

    public async Task<string> Export(string file)
    {
        var report = new StringWriter();
        await ExportRun.Run(new ExportOptions(file, false, null), () => TransferDatabase.OpenSource(Options), report, CancellationToken.None);
        return report.ToString();
    }

    public async Task<string> Import(string file, Func<ITransferTarget, ITransferTarget>? around = null)
    {
        var report = new StringWriter();
        await ImportFileRun.Run(
            new ImportFileOptions(file, false, null), () => (around ?? (t => t))(TransferDatabase.OpenTarget(Options)), report, CancellationToken.None);
        return report.ToString();
    }

    public ITransferTarget OpenTarget() => TransferDatabase.OpenTarget(Options);

    public T Read<T>(Func<Connection, T> read)
    {
        using var source = PostgresSettings.Source(ConnectionString);
        using var connection = PostgresDatabase.OpenReader(source);
        return read(connection);
    }

    public List<string> Strings(string sql) => Read(connection => connection.Prepare(sql).All(row => row.Text(0)).ToList());

    public async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public void Dispose() => PostgresServer.Shared.Drop(ConnectionString);
}
