using Xunit;

namespace Orders.Tests.Crash;

/// <summary>What must hold of the database at any moment, whoever was killed doing what.</summary>
internal static class DatabaseAssert
{
    /// <summary>The file is sound, every history is whole and every number agrees.</summary>
    public static StoredOrders Sound(StoredDatabase database)
    {
        using var snapshot = database.Read();
        return Sound(snapshot);
    }

    /// <inheritdoc cref="Sound(StoredDatabase)"/>
    public static StoredOrders Sound(StoredSnapshot? snapshot)
    {
        var stored = StoredOrders.Read(snapshot);
        if (stored.Integrity.Length > 0) Assert.Equal("ok", stored.Integrity);
        Assert.Equal(stored.Rows.Count, stored.Histories.Count);
        Assert.Equal(stored.Rows.Count, stored.Listings);
        foreach (var row in stored.Rows.Values)
        {
            Assert.True(stored.Histories.TryGetValue(row.Id, out var history), $"Order {row.Id} has no events.");
            WholeHistory(row, history);
        }

        var counted = stored.Rows.Values.GroupBy(r => (r.SellerId, r.Status)).ToDictionary(g => g.Key, g => (long)g.Count());
        Assert.Equal(counted.OrderBy(c => c.Key), stored.KeptCounts.OrderBy(c => c.Key));
        return stored;
    }

    /// <summary>Nothing that was promised is missing, and nothing says something else than was promised.</summary>
    public static void Holds(StoredOrders stored, IEnumerable<Acknowledged> acknowledged)
    {
        foreach (var ack in acknowledged)
        {
            Assert.True(stored.Rows.TryGetValue(ack.Id.Value, out var row), $"{ack} was acknowledged, and there is no such order.");
            Assert.True(row.Version >= ack.Version, $"{ack} was acknowledged, and the order is at version {row.Version}.");
            Assert.Equal((OrderStatus?)ack.Status, stored.Histories[ack.Id.Value][(int)ack.Version - 1].Status);
        }
    }

    private static void WholeHistory(StoredOrders.Row row, List<StoredEvent> history)
    {
        StoredEvent? before = null;
        OrderStatus? status = null;
        foreach (var e in history)
        {
            status = e.Status ?? status;
            Assert.Equal((before?.Sequence ?? 0) + 1, e.Sequence);
            Assert.Equal(before?.Position ?? 0, e.Previous);
            Assert.Equal(e.ExpectedHash(before?.Hash), e.Hash);
            before = e;
        }

        Assert.Equal((row.Version, row.LastEvent, row.Status), (before!.Sequence, before.Position, status!.Value));
    }
}
