namespace Orders.Storage;

/// <summary>Lists and counts of orders, read beside the writer.</summary>
internal sealed class OrderReader(IDatabase database) : IOrderReader
{
    public async Task<OrderRows> List(OrderScope scope, OrderQuery query)
    {
        if (query.Limit is < 1 or > OrderLimits.PageSize) throw new ArgumentOutOfRangeException(nameof(query), "The limit is out of range.");
        var after = OrderCursor.Read(query.Cursor, scope, query);
        var list = new OrderListQuery
        {
            Scope = scope,
            Statuses = query.Statuses.IsDefaultOrEmpty ? [] : [.. query.Statuses.Distinct().Order()],
            FromId = query.From is { } from ? OrderId.FirstAt(from).Value : null,
            ToId = query.To is { } to ? OrderId.FirstAt(to).Value : null,
            Text = string.IsNullOrWhiteSpace(query.Text) ? null : query.Text,
            Overdue = query.Overdue,
            Sort = query.Sort,
            After = after,
            Limit = query.Limit,
        };
        var rows = await database.Read(connection => OrderListReader.Read(connection, list));
        if (rows.Length <= query.Limit) return new OrderRows(rows, null);
        var last = rows[query.Limit - 1].Row;
        var next = new OrderCursor(OrderListReader.KeyOf(last, query.Sort), last.Id.Value).Write(scope, query);
        return new OrderRows(rows[..query.Limit], next);
    }

    public Task<OrderCounts> Counts(OrderScope scope) => database.Read(connection => OrderCountsReader.Read(connection, scope));
}
