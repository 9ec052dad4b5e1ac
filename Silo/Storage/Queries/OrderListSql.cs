using System.Globalization;
using System.Text;

namespace Orders.Storage;

/// <summary>
/// The SQL of a list: one or more branches, each a walk along one index that yields a part of the list in its order, to be merged.
/// Every branch names its index, so that no list ever depends on what the planner guesses, and none sorts the closed orders.
/// </summary>
internal sealed class OrderListSql
{
    public const string Columns =
        "o.id, o.seller_id, o.buyer_id, o.status, o.version, o.updated_at, o.total_minor, o.due_at, o.escalation_level";

    private readonly OrderListQuery _query;
    private readonly bool _dueOnly;
    private readonly bool _undatedOnly;

    private OrderListSql(OrderListQuery query, bool dueOnly, bool undatedOnly)
    {
        _query = query;
        _dueOnly = dueOnly;
        _undatedOnly = undatedOnly;
    }

    /// <summary>The branches, in stages: a stage is asked only where the ones before it do not fill the page.</summary>
    /// <param name="dateRangeIsSmall">The date range holds so few orders that sorting them beats walking the sort's index.</param>
    public static IEnumerable<IReadOnlyList<string>> Stages(OrderListQuery query, bool dateRangeIsSmall)
    {
        if (query.Sort != OrderSort.DueAt)
        {
            yield return new OrderListSql(query, dueOnly: false, undatedOnly: false).Branches(dateRangeIsSmall);
            yield break;
        }

        // By due date; what has none comes after all that have one, by id.
        if (query.After is not { Key: null }) yield return new OrderListSql(query, dueOnly: true, undatedOnly: false).Branches(dateRangeIsSmall);
        yield return new OrderListSql(query, dueOnly: false, undatedOnly: true).Branches(dateRangeIsSmall);
    }

    private List<string> Branches(bool dateRangeIsSmall)
    {
        var all = _query.Statuses.IsEmpty ? Enum.GetValues<OrderStatus>() : [.. _query.Statuses];
        if (_query.Match is not null) return [Found(all)];
        if (_query.Overdue == true) return [Select("orders o INDEXED BY orders_overdue", "o.escalation_level >= 2", all)];
        if (_dueOnly) return [Select("orders o INDEXED BY orders_due", "o.due_at IS NOT NULL", all)];
        if (_query.Scope.BuyerId is not null) return [Select("orders o INDEXED BY orders_by_buyer", "o.buyer_id = @buyer", all)];
        if (dateRangeIsSmall) return [Select(AllById, AllByIdWhere, all)];
        return _query.Sort switch
        {
            OrderSort.UpdatedAtDescending => [.. ByUpdate(all)],
            OrderSort.TotalDescending => [.. ByTotal(all)],
            _ => [.. ById(all)],
        };
    }

    // SQLite walks the words' index, and looks each order up; PostgreSQL may as well do it the other way round.
    private string Found(OrderStatus[] statuses) => _query.Provider == DatabaseProvider.Sqlite
        ? Select("order_search s CROSS JOIN orders o ON o.id = s.rowid", "s.order_search MATCH @match", statuses)
        : Select("order_search s JOIN orders o ON o.id = s.rowid", "s.words @@ CAST(@match AS tsquery)", statuses);

    private bool OfOneSeller => _query.Scope.SellerId is not null;

    private string AllById => OfOneSeller ? "orders o INDEXED BY orders_by_seller" : "orders o NOT INDEXED";

    private string AllByIdWhere => OfOneSeller ? "o.seller_id = @seller" : "1 = 1";

    private string OpenWhere => OfOneSeller ? "o.seller_id = @seller AND o.status <> 5" : "o.status <> 5";

    private IEnumerable<string> ById(OrderStatus[] statuses)
    {
        if (_query.Statuses.IsEmpty)
        {
            yield return Select(AllById, AllByIdWhere, statuses);
            yield break;
        }

        var open = statuses.Where(status => status != OrderStatus.Closed).ToArray();
        if (statuses.Length > open.Length) yield return Select(AllById, AllByIdWhere, [OrderStatus.Closed]);
        if (OfOneSeller)
        {
            foreach (var status in open) yield return Open([status]);
        }
        else if (open.Length > 0)
        {
            yield return Open(open);
        }
    }

    // Orders under way are few: sorted as they are. Ended ones are not updated any more, and have their index.
    private IEnumerable<string> ByUpdate(OrderStatus[] statuses)
    {
        var underWay = statuses.Where(status => status < OrderStatus.Closed).ToArray();
        if (underWay.Length > 0) yield return Open(underWay);
        var (index, where) = OfOneSeller ? ("orders_ended", "o.seller_id = @seller AND o.status >= 5") : ("orders_ended_everywhere", "o.status >= 5");
        foreach (var status in statuses.Where(status => status >= OrderStatus.Closed))
            yield return Select($"orders o INDEXED BY {index}", where, [status]);
    }

    private IEnumerable<string> ByTotal(OrderStatus[] statuses)
    {
        var byTotal = OfOneSeller ? "orders o INDEXED BY orders_by_seller_total" : "orders o INDEXED BY orders_by_total";
        if (_query.Statuses.IsEmpty)
        {
            yield return Select(byTotal, AllByIdWhere, statuses);
            yield break;
        }

        var open = statuses.Where(status => status != OrderStatus.Closed).ToArray();
        if (statuses.Length > open.Length) yield return Select(byTotal, AllByIdWhere, [OrderStatus.Closed]);
        if (open.Length > 0) yield return Open(open);
    }

    private string Open(OrderStatus[] statuses) => Select("orders o INDEXED BY orders_open", OpenWhere, statuses);

    private string Select(string from, string where, OrderStatus[] statuses)
    {
        var sql = new StringBuilder("SELECT ").Append(Columns).Append(" FROM ").Append(from).Append(" WHERE ").Append(where);
        var id = _query.Match is not null && _query.Provider == DatabaseProvider.Sqlite ? "s.rowid" : "o.id";
        if (!from.EndsWith("orders_by_seller", StringComparison.Ordinal) && OfOneSeller && !where.Contains("@seller", StringComparison.Ordinal))
            sql.Append(" AND o.seller_id = @seller");
        if (_query.Scope.BuyerId is not null && !where.Contains("@buyer", StringComparison.Ordinal)) sql.Append(" AND o.buyer_id = @buyer");
        AppendStatuses(sql, statuses);
        if (_query.FromId is not null) sql.Append(" AND ").Append(id).Append(" >= @from");
        if (_query.ToId is not null) sql.Append(" AND ").Append(id).Append(" < @to");
        AppendDue(sql);
        AppendKeyset(sql, id);
        return sql.Append(" ORDER BY ").Append(Order(id)).Append(" LIMIT @limit").ToString();
    }

    private static void AppendStatuses(StringBuilder sql, OrderStatus[] statuses)
    {
        if (statuses.Length == Enum.GetValues<OrderStatus>().Length) return;
        sql.Append(" AND o.status ");
        if (statuses.Length == 1) sql.Append(CultureInfo.InvariantCulture, $"= {(int)statuses[0]}");
        else sql.Append(CultureInfo.InvariantCulture, $"IN ({string.Join(", ", statuses.Select(status => (int)status))})");
    }

    private void AppendDue(StringBuilder sql)
    {
        if (_dueOnly) sql.Append(" AND o.due_at IS NOT NULL");
        if (_undatedOnly) sql.Append(" AND o.due_at IS NULL");
        if (_query.Overdue is { } overdue) sql.Append(overdue ? " AND o.escalation_level >= 2" : " AND o.escalation_level < 2");
    }

    private void AppendKeyset(StringBuilder sql, string id)
    {
        if (_query.After is not { } after) return;
        if (_undatedOnly)
        {
            if (after.Key is null) sql.Append(CultureInfo.InvariantCulture, $" AND {id} > @afterId");
            return;
        }

        sql.Append(_query.Sort switch
        {
            OrderSort.PlacedAt => $" AND {id} > @afterId",
            OrderSort.UpdatedAtDescending => $" AND o.updated_at <= @afterKey AND (o.updated_at < @afterKey OR {id} < @afterId)",
            OrderSort.TotalDescending => $" AND o.total_minor <= @afterKey AND (o.total_minor < @afterKey OR {id} < @afterId)",
            OrderSort.DueAt => $" AND o.due_at >= @afterKey AND (o.due_at > @afterKey OR {id} > @afterId)",
            _ => $" AND {id} < @afterId",
        });
    }

    private string Order(string id) => _query.Sort switch
    {
        OrderSort.PlacedAt => id,
        OrderSort.UpdatedAtDescending => $"o.updated_at DESC, {id} DESC",
        OrderSort.TotalDescending => $"o.total_minor DESC, {id} DESC",
        OrderSort.DueAt => _undatedOnly ? id : $"o.due_at, {id}",
        _ => $"{id} DESC",
    };
}
