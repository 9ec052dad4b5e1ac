using System.Collections.Immutable;

namespace Orders.Commands;

/// <summary>Reads the data set from a folder.</summary>
public sealed class OlistReader(string folder)
{
    private string OrdersPath => Path.Combine(folder, OlistFiles.Orders);

    public int CountOrders() => CsvFile.CountRows(OrdersPath);

    /// <summary>Everything but the orders.</summary>
    /// <exception cref="ImportFilesException">The folder, a file or a column is not there.</exception>
    public OlistData ReadData(CancellationToken cancellation)
    {
        if (!Directory.Exists(folder)) throw new ImportFilesException($"There is no folder {Path.GetFullPath(folder)}.");
        var data = new OlistData();
        Each(OlistFiles.Items, OlistFiles.ItemColumns, (line, f) => AddItem(data, line, f));
        Each(OlistFiles.Customers, OlistFiles.CustomerColumns, (_, f) => data.Customers.TryAdd(f[0], new(f[1], f[2], f[3], f[4])));
        Each(OlistFiles.Sellers, OlistFiles.SellerColumns, (_, f) => data.Sellers.TryAdd(f[0], new(f[1], f[2])));
        Each(OlistFiles.Products, OlistFiles.ProductColumns, (_, f) => data.Products.TryAdd(f[0], f[1]));
        Each(OlistFiles.Payments, OlistFiles.PaymentColumns, (_, f) => data.Payments.TryAdd(f[0], f[1]));
        return data;

        void Each(string file, ImmutableArray<string> columns, Action<int, ImmutableArray<string>> add)
        {
            foreach (var line in CsvFile.Read(Path.Combine(folder, file), columns))
            {
                cancellation.ThrowIfCancellationRequested();
                if (line.Problem is null) add(line.Number, line.Fields);
                else AddBroken(data, line);
            }
        }
    }

    /// <summary>The orders, one after the other as the file has them: a row, or why its line could not be read.</summary>
    /// <exception cref="ImportFilesException">The file or a column is not there.</exception>
    public IEnumerable<(OlistOrderRow? Row, Refusal? Broken)> ReadOrders()
    {
        foreach (var line in CsvFile.Read(OrdersPath, OlistFiles.OrderColumns))
        {
            var f = line.Fields;
            yield return line.Problem is null
                ? (new OlistOrderRow(line.Number, f[0], f[1], f[2], f[3], f[4], f[5], f[6]), null)
                : (null, Unreadable(line));
        }
    }

    private static void AddItem(OlistData data, int line, ImmutableArray<string> f)
    {
        if (!data.Items.TryGetValue(f[0], out var items)) data.Items[f[0]] = items = [];
        items.Add(new OlistItemRow(line, f[1], f[2], f[3], f[4]));
    }

    private static void AddBroken(OlistData data, CsvLine line)
    {
        var refusal = Unreadable(line);
        data.BrokenLines.Add(refusal);
        if (line.File == OlistFiles.Items) data.BrokenItems.TryAdd(line.FirstField, refusal);
    }

    private static Refusal Unreadable(CsvLine line) => new(line.File, line.Number, "the line cannot be read", line.Problem);
}
