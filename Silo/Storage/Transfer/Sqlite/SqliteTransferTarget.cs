using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Orders.Hosting;
using Orders.Identity;

namespace Orders.Storage;

/// <summary>
/// Two files of a data directory that nobody else works on. Rows of each go in transactions of their own; the mark in the shop's file
/// comes first and goes last.
/// </summary>
internal sealed class SqliteTransferTarget : ITransferTarget
{
    private readonly string _directory;
    private readonly ProcessLock _lock;
    private readonly SqliteConnection _shop;
    private readonly SqliteConnection _accounts;
    private readonly SearchRebuild _search = new();
    private TransferPart? _writing;

    private SqliteTransferTarget(string directory, ProcessLock processLock, SqliteConnection shop, SqliteConnection accounts) =>
        (_directory, _lock, _shop, _accounts) = (directory, processLock, shop, accounts);

    /// <exception cref="DataDirectoryInUseException">Another process works on the directory.</exception>
    /// <exception cref="SchemaTooNewException">A later program wrote the database.</exception>
    public static SqliteTransferTarget Open(string directory, TimeProvider time)
    {
        Directory.CreateDirectory(directory);
        var opened = new Stack<IDisposable>();
        try
        {
            var processLock = ProcessLock.Acquire(directory);
            opened.Push(processLock);
            var shop = OpenFile(Path.Combine(directory, SqliteTransferFiles.Shop), opened);
            SqliteSchema.Apply(shop, SchemaFiles.Sqlite, time);
            new SqliteAccounts(new OrdersOptions { DataDirectory = directory }, NullLoggerFactory.Instance).ApplySchema();
            var accounts = OpenFile(Path.Combine(directory, SqliteTransferFiles.Accounts), opened);
            return new SqliteTransferTarget(directory, processLock, shop, accounts);
        }
        catch
        {
            while (opened.TryPop(out var one)) one.Dispose();
            throw;
        }
    }

    public ImportProgress Begin(ImportOrigin origin)
    {
        var (shop, accounts) = (new SqliteImportMark(_shop), new SqliteImportMark(_accounts));
        if (shop.Find() is { } begun)
        {
            if (begun.Origin.Export != origin.Export)
                throw new ImportRefusedException($"{ImportMark.Unfinished(begun.Origin).Message} This is another export.");
        }
        else
        {
            SqliteTransferContent.RefuseAny(_shop, _accounts, _directory);
            InTransaction(_shop, () => shop.Create(origin));
        }

        var of = shop.Find()!;
        if (!of.IsLoaded && accounts.Find() is null) InTransaction(_accounts, () => accounts.Create(origin));
        return new ImportProgress(of.Position, accounts.Find()?.Position ?? ImportPosition.None, of.IsLoaded);
    }

    public void Write(TransferTable table, TransferRow row)
    {
        var connection = Of(table.Part);
        if (_writing != table.Part)
        {
            if (_writing is not null) throw new InvalidOperationException("A part begins with a transaction of its own.");
            connection.Execute("BEGIN IMMEDIATE");
            _writing = table.Part;
        }

        if (table.IsCounters) SqliteTransferContent.SetCounter(connection, Encoding.UTF8.GetString(row.Bytes(0).Span), row.Number(1));
        else Insert(connection, table, row);
        if (table.Name == "order_events") _search.Look(row);
    }

    public void Commit(TransferPart part, ImportPosition position)
    {
        var connection = Of(part);
        if (_writing is null) connection.Execute("BEGIN IMMEDIATE");
        foreach (var (order, words) in _search.Take()) SqliteTransferContent.InsertWords(connection, order, words);
        new SqliteImportMark(connection).Advance(position);
        connection.Execute("COMMIT");
        _writing = null;
    }

    public ITransferSource Read() => SqliteTransferSource.Open(_directory, whileImporting: true);

    public void Finish()
    {
        // Now it counts: what has come in is to be on the disk before the marks go.
        foreach (var connection in (SqliteConnection[])[_shop, _accounts])
        {
            connection.Execute("PRAGMA synchronous = FULL");
            connection.EmptyLog(TimeSpan.Zero);
        }

        new SqliteImportMark(_shop).Loaded();
        new SqliteImportMark(_accounts).Remove();
        new SqliteImportMark(_shop).Remove();
    }

    public ImportOrigin? Discard()
    {
        if (ImportMark.Find(_shop) is not { } begun) return null;
        InTransaction(_accounts, () => SqliteTransferContent.Clear(_accounts, TransferPart.Accounts));
        InTransaction(_shop, () => SqliteTransferContent.Clear(_shop, TransferPart.Shop));
        return begun.Origin;
    }

    public void Dispose()
    {
        _accounts.Dispose();
        _shop.Dispose();
        _lock.Dispose();
    }

    private static void Insert(SqliteConnection connection, TransferTable table, TransferRow row)
    {
        var statement = connection.Prepare(SqliteTransferContent.InsertSql(table));
        for (var i = 0; i < table.Columns.Length; i++)
        {
            var parameter = i + 1;
            if (row.IsNull(i)) statement.Bind(parameter, (string?)null);
            else if (table.Columns[i].Kind == TransferKind.Number) statement.Bind(parameter, row.Number(i));
            else if (table.Columns[i].Kind == TransferKind.Text) statement.BindUtf8(parameter, row.Bytes(i).ToArray());
            else statement.BindBlob(parameter, row.Bytes(i).ToArray());
        }

        statement.Run();
    }

    private static void InTransaction(SqliteConnection connection, Action work)
    {
        connection.Execute("BEGIN IMMEDIATE");
        try
        {
            work();
            connection.Execute("COMMIT");
        }
        catch
        {
            connection.Rollback();
            throw;
        }
    }

    private SqliteConnection Of(TransferPart part) => part == TransferPart.Shop ? _shop : _accounts;

    private static SqliteConnection OpenFile(string path, Stack<IDisposable> opened)
    {
        var connection = SqliteConnection.Open(path, readOnly: false);
        opened.Push(connection);
        SqliteSettings.ApplyToWriter(connection);
        connection.Execute("PRAGMA synchronous = NORMAL"); // A power cut may take back the last transactions, and how far it got with them.
        return connection;
    }
}
