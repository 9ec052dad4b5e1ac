using System.Collections.Immutable;

namespace Orders.Storage;

/// <summary>Runs a list's branches on one connection, in one snapshot, and merges them.</summary>
internal sealed class OrderListReader(Connection connection, OrderListQuery query)
{
    // Up to here, reading a date range and sorting it costs less than 10 ms.
    private const int SmallDateRange = 10_000;

    private const string ListingSql = """
        SELECT number, seller_name, buyer_name, buyer_email, currency, headline, tracking_token FROM order_listing WHERE id = ?1
        """;

    /// <returns>A page, and one row more where there is more.</returns>
    public static ImmutableArray<OrderListRow> Read(Connection connection, OrderListQuery query)
    {
        query = query with { Provider = connection.Provider };
        return connection.Snapshot(() =>
        {
            if (query.Text is null) return new OrderListReader(connection, query).Read();
            var match = OrderSearch.Match(connection, query.Text, query.Scope);
            return match is null ? [] : new OrderListReader(connection, query with { Match = match }).Read();
        });
    }

    /// <summary>What the sort compares, besides the id.</summary>
    public static long? KeyOf(OrderRow row, OrderSort sort) => sort switch
    {
        OrderSort.UpdatedAtDescending => StoredTime.Of(row.UpdatedAt),
        OrderSort.TotalDescending => row.TotalMinor,
        OrderSort.DueAt => StoredTime.Of(row.DueAt),
        _ => null,
    };

    private ImmutableArray<OrderListRow> Read()
    {
        var rows = new List<OrderRow>();
        foreach (var branches in OrderListSql.Stages(query, DateRangeIsSmall()))
        {
            rows.AddRange(Merge(branches));
            if (rows.Count > query.Limit) break;
        }

        return [.. rows.Take(query.Limit + 1).Select(row => new OrderListRow(row, Listing(row.Id)))];
    }

    private IEnumerable<OrderRow> Merge(IReadOnlyList<string> branches)
    {
        var rows = branches.SelectMany(Rows).ToList();
        if (branches.Count == 1) return rows;
        return query.Sort switch
        {
            OrderSort.PlacedAt or OrderSort.DueAt => rows.OrderBy(row => KeyOf(row, query.Sort)).ThenBy(row => row.Id),
            _ => rows.OrderByDescending(row => KeyOf(row, query.Sort)).ThenByDescending(row => row.Id),
        };
    }

    private List<OrderRow> Rows(string sql)
    {
        var statement = connection.Prepare(sql);
        BindAll(statement);
        var rows = new List<OrderRow>();
        try
        {
            while (statement.Step())
            {
                rows.Add(new OrderRow(
                    new OrderId(statement.Int64(0)), statement.Int64(1), statement.Int64(2), (OrderStatus)statement.Int64(3),
                    statement.Int64(4), StoredTime.Read(statement.Int64(5)), statement.Int64(6),
                    StoredTime.Read(statement.NullableInt64(7)), (int)statement.Int64(8)));
            }
        }
        finally
        {
            statement.Reset();
        }

        return rows;
    }

    private void BindAll(Statement statement)
    {
        Set("@seller", query.Scope.SellerId);
        Set("@buyer", query.Scope.BuyerId);
        Set("@from", query.FromId);
        Set("@to", query.ToId);
        Set("@afterKey", query.After?.Key);
        Set("@afterId", query.After?.Id);
        Set("@limit", query.Limit + 1);
        var match = statement.ParameterIndex("@match");
        if (match > 0) statement.Bind(match, query.Match);

        void Set(string name, long? value)
        {
            var index = statement.ParameterIndex(name);
            if (index > 0) statement.Bind(index, value);
        }
    }

    private bool DateRangeIsSmall()
    {
        if (!query.HasDateRange || query.Match is not null || query.Sort is OrderSort.PlacedAt or OrderSort.PlacedAtDescending) return false;
        var (from, where) = query.Scope.SellerId is null
            ? ("orders o NOT INDEXED", "1 = 1")
            : ("orders o INDEXED BY orders_by_seller", "o.seller_id = @seller");
        var statement = connection.Prepare($"""
            SELECT count(*) FROM (
                SELECT 1 FROM {from} WHERE {where} AND o.id >= coalesce(@from, 0) AND o.id < coalesce(@to, {long.MaxValue})
                LIMIT {SmallDateRange + 1}) AS counted
            """);
        BindAll(statement);
        try
        {
            return statement.Step() && statement.Int64(0) <= SmallDateRange;
        }
        finally
        {
            statement.Reset();
        }
    }

    private OrderListing Listing(OrderId id)
    {
        var find = connection.Prepare(ListingSql).Bind(1, id.Value);
        try
        {
            return find.Step()
                ? new OrderListing(
                    find.Text(0), find.Text(1), find.Text(2), find.Text(3), find.Text(4), find.Text(5), find.Text(6), SearchText: "")
                : throw new InvalidDataException($"Order {id} has no listing. The database has been damaged or edited.");
        }
        finally
        {
            find.Reset();
        }
    }
}
