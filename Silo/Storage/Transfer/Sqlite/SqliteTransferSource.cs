using System.Globalization;
using System.Text;

namespace Orders.Storage;

/// <summary>The two files of a data directory, each as of one moment: the shop's first, then the accounts', which orders may name.</summary>
internal sealed class SqliteTransferSource : ITransferSource
{
    private readonly SqliteConnection _shop;
    private readonly SqliteConnection _accounts;

    private SqliteTransferSource(SqliteConnection shop, SqliteConnection accounts) => (_shop, _accounts) = (shop, accounts);

    public string Provider => "Sqlite";

    /// <summary>Beside a running shop too: it only reads, and nobody waits for it.</summary>
    /// <param name="whileImporting">An import reads what it has brought.</param>
    /// <exception cref="ImportUnfinishedException">The database is half imported.</exception>
    /// <exception cref="SchemaTooNewException">A later program wrote the database.</exception>
    /// <exception cref="SchemaTooOldException">An earlier program wrote the database.</exception>
    /// <exception cref="NoShopException">There is none.</exception>
    public static SqliteTransferSource Open(string directory, bool whileImporting = false)
    {
        var shop = OpenFile(directory, SqliteTransferFiles.Shop);
        try
        {
            var accounts = OpenFile(directory, SqliteTransferFiles.Accounts);
            var source = new SqliteTransferSource(shop, accounts);
            try
            {
                SqliteTransferFiles.Check(shop, accounts, whileImporting);
                return source;
            }
            catch
            {
                accounts.Dispose();
                throw;
            }
        }
        catch
        {
            shop.Dispose();
            throw;
        }
    }

    public long Count(TransferTable table) => table.IsCounters
        ? TransferTables.Counted(table.Part).Count()
        : Of(table.Part).ScalarInt64($"SELECT count(*) FROM \"{table.Name}\"");

    public IEnumerable<TransferRow> Read(TransferTable table) => table.IsCounters ? ReadCounters(table.Part) : ReadRows(table);

    public void Dispose()
    {
        _accounts.Dispose();
        _shop.Dispose();
    }

    private IEnumerable<TransferRow> ReadRows(TransferTable table)
    {
        var row = new TransferRow();
        var columns = string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\""));
        var statement = Of(table.Part).Prepare($"SELECT {columns} FROM \"{table.Name}\" ORDER BY {string.Join(", ", table.Key.Select(k => $"\"{k}\""))}");
        try
        {
            while (statement.Step())
            {
                Fill(row, table, statement);
                yield return row;
            }
        }
        finally
        {
            statement.Reset();
        }
    }

    private static void Fill(TransferRow row, TransferTable table, Statement statement)
    {
        row.Clear();
        for (var i = 0; i < table.Columns.Length; i++)
        {
            if (statement.IsNull(i)) row.AddNull();
            else if (table.Columns[i].Kind == TransferKind.Number) row.Add(statement.Int64(i));
            else row.Add(statement.Bytes(i));
        }
    }

    private IEnumerable<TransferRow> ReadCounters(TransferPart part)
    {
        var row = new TransferRow();
        foreach (var table in TransferTables.Counted(part))
        {
            row.Clear();
            row.Add(Encoding.UTF8.GetBytes(table.Name));
            row.Add(Of(part).ScalarInt64(string.Create(CultureInfo.InvariantCulture, $"SELECT max(seq) FROM sqlite_sequence WHERE name = '{table.Name}'")));
            yield return row;
        }
    }

    private SqliteConnection Of(TransferPart part) => part == TransferPart.Shop ? _shop : _accounts;

    private static SqliteConnection OpenFile(string directory, string name)
    {
        var path = Path.Combine(directory, name);
        NoShopException.CheckFile(path);
        var connection = SqliteDatabase.OpenReader(path);
        try
        {
            connection.Execute("BEGIN");
            connection.ScalarInt64("SELECT count(*) FROM sqlite_master"); // from here on it sees this moment
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
