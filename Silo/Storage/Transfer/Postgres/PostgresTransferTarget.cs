using System.Text;
using Npgsql;
using Orders.Hosting;
using Orders.Identity;

namespace Orders.Storage;

/// <summary>A PostgreSQL database that nobody else works on. Rows come by COPY, and how far the import is with them in one transaction.</summary>
internal sealed class PostgresTransferTarget : ITransferTarget
{
    private readonly string _connectionString;
    private readonly NpgsqlDataSource _source;
    private readonly PostgresConnection _lock;
    private readonly NpgsqlConnection _connection;
    private readonly PostgresTransferTables _tables;
    private readonly SearchRebuild _search = new();
    private NpgsqlTransaction? _transaction;
    private PostgresCopy? _copy;

    private PostgresTransferTarget(string connectionString, NpgsqlDataSource source, PostgresConnection theLock, NpgsqlConnection connection)
    {
        (_connectionString, _source, _lock, _connection) = (connectionString, source, theLock, connection);
        _tables = new PostgresTransferTables(connection);
    }

    /// <exception cref="DatabaseInUseException">Another process works on the database.</exception>
    /// <exception cref="SchemaTooNewException">A later program wrote the database.</exception>
    public static PostgresTransferTarget Open(OrdersOptions options, TimeProvider time)
    {
        var opened = new Stack<IDisposable>();
        try
        {
            var source = PostgresSettings.Source(options.Database.ConnectionString!);
            opened.Push(source);
            var theLock = PostgresConnection.Open(source);
            opened.Push(theLock);
            PostgresSettings.ApplyToWriter(theLock);
            PostgresLock.Acquire(theLock, shared: false);
            PostgresSchema.Apply(theLock, SchemaFiles.Postgres, time);
            new PostgresAccounts(options, time).ApplySchema();
            var connection = PostgresTransfer.Connect(options.Database.ConnectionString!);
            opened.Push(connection);
            PostgresTransfer.Execute(connection, "SET synchronous_commit = off"); // A crash may take back the last transactions, and how far it got with them.
            return new PostgresTransferTarget(options.Database.ConnectionString!, source, theLock, connection);
        }
        catch
        {
            while (opened.TryPop(out var one)) one.Dispose();
            throw;
        }
    }

    public ImportProgress Begin(ImportOrigin origin)
    {
        if (ImportMark.Find(_lock) is { } begun)
        {
            if (begun.Origin.Export != origin.Export)
                throw new ImportRefusedException($"{ImportMark.Unfinished(begun.Origin).Message} This is another export.");
            return new ImportProgress(begun.Position, begun.Position, begun.IsLoaded);
        }

        PostgresTransferContent.RefuseAny(_connection);
        using var transaction = _connection.BeginTransaction();
        PostgresTransfer.Execute(_connection, ImportMark.CreateSql);
        PostgresTransfer.Execute(_connection, ImportMark.InsertSql, origin.Export, origin.File, origin.ExportedAt);
        transaction.Commit();
        return new ImportProgress(ImportPosition.None, ImportPosition.None, IsLoaded: false);
    }

    public void Write(TransferTable table, TransferRow row)
    {
        _transaction ??= _connection.BeginTransaction();
        if (table.IsCounters)
        {
            EndCopy();
            var name = Encoding.UTF8.GetString(row.Bytes(0).Span);
            PostgresTransfer.SetLast(_connection, TransferTables.Counted(table.Part).Single(t => t.Name == name), row.Number(1));
            return;
        }

        if (_copy?.Table != table)
        {
            EndCopy();
            _copy = new PostgresCopy(_connection, _tables, table);
        }

        _copy.Write(row);
        if (table.Name == "order_events") _search.Look(row);
    }

    public void Commit(TransferPart part, ImportPosition position)
    {
        _transaction ??= _connection.BeginTransaction();
        EndCopy();
        PostgresTransferContent.InsertWords(_connection, _search.Take());
        PostgresTransfer.Execute(_connection, ImportMark.AdvanceSql, position.Table, position.Rows, position.Sha256);
        _transaction.Commit();
        _transaction.Dispose();
        _transaction = null;
    }

    public ITransferSource Read() => PostgresTransferSource.Open(_connectionString, whileImporting: true);

    public void Finish()
    {
        PostgresTransfer.Execute(_connection, "SET synchronous_commit = on"); // Whose commit is on the disk has all before it there, too.
        using (var transaction = _connection.BeginTransaction())
        {
            PostgresTransferContent.InsertKeys(_connection);
            PostgresTransfer.PassKeys(_connection);
            PostgresTransfer.Execute(_connection, $"DROP TABLE {ImportMark.Table}");
            transaction.Commit();
        }

        PostgresTransferContent.Analyze(_connection);
    }

    public ImportOrigin? Discard()
    {
        if (ImportMark.Find(_lock) is not { } begun) return null;
        using var transaction = _connection.BeginTransaction();
        PostgresTransferContent.Clear(_connection);
        PostgresTransfer.Execute(_connection, $"DROP TABLE {ImportMark.Table}");
        transaction.Commit();
        return begun.Origin;
    }

    public void Dispose()
    {
        _copy?.Dispose();
        _transaction?.Dispose();
        _connection.Dispose();
        _lock.Dispose();
        _source.Dispose();
    }

    private void EndCopy()
    {
        _copy?.Complete();
        _copy?.Dispose();
        _copy = null;
    }
}
