using System.Collections.Immutable;
using System.Text;

namespace Orders.Storage;

/// <summary>The catalogue, to be read.</summary>
internal sealed class CatalogueStore(IDatabase database) : ICatalogueStore
{
    private const string Columns = "sku, name, seller_id, seller_name, price_minor, currency, available";
    private const string FindSql = $"SELECT {Columns} FROM products WHERE sku = ?1";

    public Task<ProductPage> List(ProductQuery query)
    {
        if (query.Limit is < 1 or > OrderLimits.PageSize) throw new ArgumentOutOfRangeException(nameof(query), "The limit is out of range.");
        var after = ProductCursor.Read(query.Cursor);
        return database.Read(connection => List(connection, query, after));
    }

    public Task<ImmutableArray<Product>> Find(ImmutableArray<string> skus) => database.Read(connection =>
    {
        var find = connection.Prepare(FindSql);
        var found = ImmutableArray.CreateBuilder<Product>();
        foreach (var sku in skus.Distinct(StringComparer.Ordinal)) found.AddRange(Rows(find.Bind(1, sku)));
        return found.ToImmutable();
    });

    private static ProductPage List(Connection connection, ProductQuery query, ProductCursor? after)
    {
        var text = string.IsNullOrWhiteSpace(query.Text) ? null : ProductText.Fold(query.Text.Trim());
        var statement = connection.Prepare(ListSql(query.SellerId is not null, after is not null, text is not null));
        statement.Bind(1, query.SellerId).Bind(2, after?.SortName).Bind(3, after?.Sku).Bind(4, text).Bind(5, (long)query.Limit + 1);
        var rows = Rows(statement);
        if (rows.Count <= query.Limit) return new ProductPage([.. rows], null);
        var last = rows[query.Limit - 1];
        return new ProductPage([.. rows.Take(query.Limit)], new ProductCursor(ProductText.Fold(last.Name), last.Sku).ToString());
    }

    private static string ListSql(bool ofOneSeller, bool fromCursor, bool search)
    {
        var sql = new StringBuilder($"SELECT {Columns} FROM products WHERE 1 = 1");
        if (ofOneSeller) sql.Append(" AND seller_id = ?1");
        if (fromCursor) sql.Append(" AND (sort_name, sku) > (?2, ?3)");
        if (search) sql.Append(" AND instr(search_text, ?4) > 0");
        return sql.Append(" ORDER BY sort_name, sku LIMIT ?5").ToString();
    }

    private static List<Product> Rows(Statement statement)
    {
        var rows = new List<Product>();
        try
        {
            while (statement.Step())
            {
                rows.Add(new Product(
                    statement.Text(0), statement.Text(1), statement.Int64(2), statement.Text(3),
                    new Money(statement.Int64(4), statement.Text(5)), (int)statement.Int64(6)));
            }
        }
        finally
        {
            statement.Reset();
        }

        return rows;
    }
}
