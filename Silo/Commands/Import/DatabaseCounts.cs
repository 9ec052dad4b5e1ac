using Orders.Storage;

namespace Orders.Commands;

/// <summary>Counts the rows themselves, past everything that keeps counts.</summary>
internal static class DatabaseCounts
{
    public static Dictionary<OrderStatus, long> Read(Connection connection) =>
        connection.Prepare("SELECT status, count(*) FROM orders GROUP BY status").All(row => (Status: (OrderStatus)row.Int64(0), Count: row.Int64(1)))
            .ToDictionary(row => row.Status, row => row.Count);
}
