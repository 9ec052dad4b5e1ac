using Orders.Hosting;
using Orders.Storage;

namespace Orders.Commands;

/// <summary>Counts the rows themselves, past everything that keeps counts.</summary>
public static class DatabaseCounts
{
    public static Dictionary<OrderStatus, long> Read(OrdersOptions options)
    {
        using var connection = ShopDatabase.OpenReader(options);
        return connection.Prepare("SELECT status, count(*) FROM orders GROUP BY status")
            .All(row => KeyValuePair.Create((OrderStatus)row.Int64(0), row.Int64(1)))
            .ToDictionary();
    }
}
