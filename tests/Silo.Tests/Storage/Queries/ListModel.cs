using Orders.Storage;

namespace Orders.Tests.Storage;

/// <summary>An order as the naive model of lists knows it.</summary>
internal sealed record ModelOrder(OrderRow Row, string SearchText);

/// <summary>What a list should be, said as simply as possible over all orders in memory.</summary>
internal static class ListModel
{
    public static List<OrderId> Expected(IEnumerable<ModelOrder> all, OrderScope scope, OrderQuery query)
    {
        var found = all.Where(order => Matches(order, scope, query)).Select(order => order.Row);
        var sorted = query.Sort switch
        {
            OrderSort.PlacedAt => found.OrderBy(row => row.Id),
            OrderSort.UpdatedAtDescending => found.OrderByDescending(row => row.UpdatedAt).ThenByDescending(row => row.Id),
            OrderSort.DueAt => found.OrderBy(row => row.DueAt is null).ThenBy(row => row.DueAt).ThenBy(row => row.Id),
            OrderSort.TotalDescending => found.OrderByDescending(row => row.TotalMinor).ThenByDescending(row => row.Id),
            _ => found.OrderByDescending(row => row.Id),
        };
        return [.. sorted.Select(row => row.Id)];
    }

    private static bool Matches(ModelOrder order, OrderScope scope, OrderQuery query)
    {
        var row = order.Row;
        var overdue = row.EscalationLevel >= 2;
        return (scope.SellerId is null || row.SellerId == scope.SellerId)
            && (scope.BuyerId is null || row.BuyerId == scope.BuyerId)
            && (query.Statuses.IsEmpty || query.Statuses.Contains(row.Status))
            && (query.From is null || row.Id.PlacedAt >= query.From)
            && (query.To is null || row.Id.PlacedAt < query.To)
            && (query.Overdue is null || query.Overdue == overdue)
            && (string.IsNullOrWhiteSpace(query.Text) || ContainsAll(order.SearchText, query.Text));
    }

    private static bool ContainsAll(string searchText, string text)
    {
        var words = SearchWords.Of(searchText).ToList();
        var wanted = SearchWords.Of(text).ToList();
        return wanted.Count > 0 && wanted.All(w => words.Any(word => word.StartsWith(w, StringComparison.Ordinal)));
    }
}
