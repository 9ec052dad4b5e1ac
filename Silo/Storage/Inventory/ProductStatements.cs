namespace Orders.Storage;

/// <summary>The catalogue's rows.</summary>
internal sealed class ProductStatements : IWriteStatements<ProductStatements>
{
    private readonly Statement _insert;
    private readonly Statement _describe;
    private readonly Statement _setAvailable;

    private ProductStatements(Connection connection)
    {
        _insert = connection.Prepare("""
            INSERT INTO products (sku, name, price_minor, currency, available, sort_name, search_text, seller_id, seller_name)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            ON CONFLICT (sku) DO NOTHING
            """);
        _describe = connection.Prepare("""
            UPDATE products SET name = ?2, price_minor = ?3, currency = ?4, available = ?5, sort_name = ?6, search_text = ?7 WHERE sku = ?1
            """);
        _setAvailable = connection.Prepare("UPDATE products SET available = ?2 WHERE sku = ?1");
    }

    public static ProductStatements Prepare(Connection connection) => new(connection);

    /// <returns>False where there is such a product already.</returns>
    public bool Insert(StockState stock, in ProductText text) =>
        Describe(_insert, stock, text).Bind(8, stock.Owner.SellerId).Bind(9, stock.Owner.SellerName).Run() == 1;

    public void Describe(StockState stock, in ProductText text) => Describe(_describe, stock, text).Send();

    public void SetAvailable(StockState stock) => _setAvailable.Bind(1, stock.Sku).Bind(2, (long)stock.Available).Send();

    private static Statement Describe(Statement statement, StockState stock, in ProductText text) => statement
        .Bind(1, stock.Sku).Bind(2, stock.Name).Bind(3, stock.Price.Minor).Bind(4, stock.Price.Currency).Bind(5, (long)stock.Available)
        .Bind(6, text.SortName).Bind(7, text.SearchText);
}
