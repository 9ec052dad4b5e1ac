using System.Collections.Immutable;

namespace Orders.Storage;

/// <summary>Runs a list's branches on one connection, in one snapshot, and merges them.</summary>
internal sealed class OrderListReader(Connection connection, OrderListQuery query)
{
    // Up to here, reading a date range and sorting it costs less than 10 ms.
    private const int SmallDateRange = 10_000;

    private const string ListingSql = """
        SELECT id, number, seller_name, buyer_name, buyer_email, currency, headline, tracking_token FROM order_listing WHERE id
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

        return WithListings([.. rows.Take(query.Limit + 1)]);
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
        Bind(statement, query);
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

    internal static void Bind(Statement statement, OrderListQuery query)
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
        Bind(statement, query);
        try
        {
            return statement.Step() && statement.Int64(0) <= SmallDateRange;
        }
        finally
        {
            statement.Reset();
        }
    }

    // SQLite looks each up; PostgreSQL is a round trip away.
    private ImmutableArray<OrderListRow> WithListings(List<OrderRow> rows)
    {
        var listings = new Dictionary<long, OrderListing>();
        if (connection.Provider == DatabaseProvider.Postgres)
        {
            var ids = string.Join(',', rows.Select(row => row.Id.Value));
            Add(connection.Prepare($"{ListingSql} = ANY (string_to_array(?1, ',')::bigint[])").Bind(1, ids));
        }
        else
        {
            var find = connection.Prepare($"{ListingSql} = ?1");
            foreach (var row in rows) Add(find.Bind(1, row.Id.Value));
        }

        return [.. rows.Select(row => new OrderListRow(row, listings.TryGetValue(row.Id.Value, out var listing)
            ? listing
            : throw new InvalidDataException($"Order {row.Id} has no listing. The database has been damaged or edited.")))];

        void Add(Statement find)
        {
            foreach (var (id, listing) in find.All(ReadListing)) listings[id] = listing;
        }
    }

    private static (long Id, OrderListing Listing) ReadListing(Statement row) => (row.Int64(0), new OrderListing(
        row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5), row.Text(6), row.Text(7), SearchText: ""));
}
