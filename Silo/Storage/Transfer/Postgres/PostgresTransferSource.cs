using System.Data;
using System.Text;
using Npgsql;
using Orders.Hosting;
using Orders.Identity;

namespace Orders.Storage;

/// <summary>A PostgreSQL database, shop and accounts, as of one moment.</summary>
internal sealed class PostgresTransferSource : ITransferSource
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _snapshot;
    private readonly PostgresTransferTables _tables;

    private PostgresTransferSource(NpgsqlConnection connection)
    {
        _connection = connection;
        _snapshot = connection.BeginTransaction(IsolationLevel.RepeatableRead);
        using var readOnly = new NpgsqlCommand("SET TRANSACTION READ ONLY", connection);
        readOnly.ExecuteNonQuery();
        if (PostgresCluster.Has(connection)) throw new ClusterNotCarriedException();
        _tables = new PostgresTransferTables(connection);
    }

    public string Provider => "Postgres";

    /// <summary>Beside a running shop too: it only reads, and nobody waits for it.</summary>
    /// <param name="whileImporting">An import reads what it has brought.</param>
    /// <exception cref="ImportUnfinishedException">The database is half imported.</exception>
    /// <exception cref="SchemaTooNewException">A later program wrote the database.</exception>
    /// <exception cref="SchemaTooOldException">An earlier program wrote the database.</exception>
    /// <exception cref="NoShopException">There is no shop in it.</exception>
    /// <exception cref="ClusterNotCarriedException">A cluster works on it.</exception>
    public static PostgresTransferSource Open(string connectionString, bool whileImporting = false)
    {
        Check(connectionString, whileImporting);
        var connection = PostgresTransfer.Connect(connectionString);
        try
        {
            return new PostgresTransferSource(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public long Count(TransferTable table)
    {
        if (table.IsCounters) return TransferTables.Counted(table.Part).Count();
        using var command = new NpgsqlCommand($"SELECT count(*) FROM {PostgresTransferTables.NameOf(table)}", _connection);
        return (long)command.ExecuteScalar()!;
    }

    public IEnumerable<TransferRow> Read(TransferTable table) => table.IsCounters ? ReadCounters(table.Part) : ReadRows(table);

    public void Dispose()
    {
        _snapshot.Dispose();
        _connection.Dispose();
    }

    private IEnumerable<TransferRow> ReadRows(TransferTable table)
    {
        var row = new TransferRow();
        using var export = _connection.BeginBinaryExport($"COPY ({_tables.SelectSql(table)}) TO STDOUT (FORMAT BINARY)");
        while (export.StartRow() >= 0)
        {
            row.Clear();
            foreach (var column in table.Columns)
            {
                if (export.IsNull)
                {
                    export.Skip();
                    row.AddNull();
                }
                else if (column.Kind == TransferKind.Number) row.Add(export.Read<long>());
                else if (column.Kind == TransferKind.Binary) row.Add(export.Read<byte[]>());
                else AddText(row, export.Read<string>());
            }

            yield return row;
        }
    }

    private IEnumerable<TransferRow> ReadCounters(TransferPart part)
    {
        var row = new TransferRow();
        foreach (var table in TransferTables.Counted(part))
        {
            row.Clear();
            AddText(row, table.Name);
            row.Add(PostgresTransfer.LastOf(_connection, table));
            yield return row;
        }
    }

    private static void AddText(TransferRow row, string text) =>
        row.Commit(Encoding.UTF8.GetBytes(text, row.Reserve(Encoding.UTF8.GetMaxByteCount(text.Length))));

    private static void Check(string connectionString, bool whileImporting)
    {
        using var source = PostgresSettings.Source(connectionString);
        using var connection = PostgresDatabase.OpenReader(source);
        NoShopException.CheckPostgres(connection);
        if (!whileImporting) ImportMark.Refuse(connection);
        SchemaTooOldException.Check((int)connection.ScalarInt64("SELECT max(version) FROM schema_version"), SchemaFiles.Postgres.Count);
        SchemaTooOldException.Check(
            (int)connection.ScalarInt64("SELECT max(version) FROM identity.schema_version"), IdentitySchema.Latest(DatabaseOptions.Postgres));
    }
}
