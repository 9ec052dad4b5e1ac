using Orders.Commands;

namespace Orders.Tests.Commands;

/// <summary>A data set in a temporary folder: complete and empty, to be filled by a test.</summary>
internal sealed class OlistFolder : IDisposable
{
    public OlistFolder()
    {
        Directory.CreateDirectory(Path);
        Write(OlistFiles.Orders, OlistFiles.OrderColumns);
        Write(OlistFiles.Items, OlistFiles.ItemColumns);
        Write(OlistFiles.Customers, OlistFiles.CustomerColumns, "c1,u1,1000,lisboa,LI");
        Write(OlistFiles.Sellers, OlistFiles.SellerColumns, "s1,porto,PO", "s2,faro,FA");
        Write(OlistFiles.Products, OlistFiles.ProductColumns, "p1,casa");
        Write(OlistFiles.Payments, OlistFiles.PaymentColumns);
    }

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"orders-olist-{Guid.NewGuid():N}");

    public void Orders(params string[] lines) => Write(OlistFiles.Orders, OlistFiles.OrderColumns, lines);

    public void Items(params string[] lines) => Write(OlistFiles.Items, OlistFiles.ItemColumns, lines);

    public void Write(string file, IEnumerable<string> columns, params string[] lines) =>
        File.WriteAllLines(System.IO.Path.Combine(Path, file), [string.Join(',', columns), .. lines]);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
