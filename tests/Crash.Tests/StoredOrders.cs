using System.Text;

namespace Orders.Tests.Crash;

/// <summary>What stands in the database of orders.</summary>
internal sealed class StoredOrders
{
    public sealed record Row(long Id, long SellerId, OrderStatus Status, long Version, long LastEvent);

    public Dictionary<long, Row> Rows { get; } = [];

    /// <summary>The histories, in sequence.</summary>
    public Dictionary<long, List<StoredEvent>> Histories { get; } = [];
    public Dictionary<(long SellerId, OrderStatus Status), long> KeptCounts { get; } = [];
    public long Listings { get; private set; }
    public string Integrity { get; private set; } = "";

    public static StoredOrders Read(StoredSnapshot? snapshot)
    {
        var stored = new StoredOrders();
        if (snapshot is null) return stored;
        stored.Integrity = snapshot.Integrity();
        stored.Listings = snapshot.Count("SELECT count(*) FROM order_listing");
        snapshot.Each("SELECT id, seller_id, status, version, last_event FROM orders", r => stored.Rows.Add(
            r.GetInt64(0), new Row(r.GetInt64(0), r.GetInt64(1), (OrderStatus)r.GetInt64(2), r.GetInt64(3), r.GetInt64(4))));
        snapshot.Each("SELECT seller_id, status, n FROM order_counts WHERE n <> 0", r =>
            stored.KeptCounts.Add((r.GetInt64(0), (OrderStatus)r.GetInt64(1)), r.GetInt64(2)));
        snapshot.Each("SELECT position, previous, order_id, sequence, at, payload, hash FROM order_events ORDER BY position", r =>
            stored.Add(new StoredEvent(
                r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4),
                Encoding.UTF8.GetBytes(r.GetString(5)), r.GetFieldValue<byte[]>(6))));
        return stored;
    }

    private void Add(StoredEvent e)
    {
        if (!Histories.TryGetValue(e.OrderId, out var history)) Histories[e.OrderId] = history = [];
        history.Add(e);
    }
}
