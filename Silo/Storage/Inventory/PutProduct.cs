namespace Orders.Storage;

/// <summary>Adds a product or replaces it.</summary>
internal sealed class PutProduct(Product product) : Write<bool>
{
    private readonly string _sortName = ProductText.Fold(product.Name);
    private readonly string _searchText = ProductText.Fold($"{product.Name} {product.Sku}");

    protected override bool Run(WriteSession session)
    {
        session.Use<ProductStatements>().Put(product, _sortName, _searchText);
        return true;
    }
}

internal sealed class ProductStatements : IWriteStatements<ProductStatements>
{
    private readonly Statement _put;

    private ProductStatements(Connection connection) => _put = connection.Prepare("""
        INSERT INTO products (sku, name, seller_id, seller_name, price_minor, currency, available, sort_name, search_text)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        ON CONFLICT (sku) DO UPDATE SET
            name = excluded.name, seller_id = excluded.seller_id, seller_name = excluded.seller_name, price_minor = excluded.price_minor,
            currency = excluded.currency, available = excluded.available, sort_name = excluded.sort_name, search_text = excluded.search_text
        """);

    public static ProductStatements Prepare(Connection connection) => new(connection);

    public void Put(Product product, string sortName, string searchText) => _put
        .Bind(1, product.Sku).Bind(2, product.Name).Bind(3, product.SellerId).Bind(4, product.SellerName)
        .Bind(5, product.Price.Minor).Bind(6, product.Price.Currency).Bind(7, (long)product.Available)
        .Bind(8, sortName).Bind(9, searchText)
        .Run();
}
