using System.Collections.Immutable;

namespace Orders.Storage;

/// <summary>Orders in SQLite: appends through the one writer, loads through the readers.</summary>
internal sealed class OrderStore(IDatabase database) : IOrderStore
{
    private const string HeadSql = "SELECT version, last_event, due_at FROM orders WHERE id = ?1";
    private const string EventSql = "SELECT previous, order_id, sequence, payload, hash FROM order_events WHERE position = ?1";

    public Task<StoredOrder?> Load(OrderId id) => database.Read(connection => Load(connection, id));

    // Encoding and hashing happen here, on the caller's thread.
    public Task<OrderHead> Append(OrderAppend append) => database.Write(new AppendOrder(append));

    public Task Reschedule(OrderId id, OrderHead head, DateTimeOffset? dueAt) => database.Write(new RescheduleOrder(id, head, dueAt));

    // No transaction: the head is one row, and what it leads to never changes.
    private static StoredOrder? Load(Connection connection, OrderId id)
    {
        var find = connection.Prepare(HeadSql).Bind(1, id.Value);
        long version, position;
        DateTimeOffset? dueAt;
        try
        {
            if (!find.Step()) return null;
            (version, position, dueAt) = (find.Int64(0), find.Int64(1), StoredTime.Read(find.NullableInt64(2)));
        }
        finally
        {
            find.Reset();
        }

        return Walk(connection, id, version, position) with { DueAt = dueAt };
    }

    private static StoredOrder Walk(Connection connection, OrderId id, long version, long last)
    {
        var events = new OrderEvent[version];
        ImmutableArray<byte> hash = [];
        var read = connection.Prepare(EventSql);
        var position = last;
        for (var sequence = version; sequence > 0; sequence--)
        {
            try
            {
                if (!read.Bind(1, position).Step() || read.Int64(1) != id.Value || read.Int64(2) != sequence) throw Broken(id, sequence);
                events[sequence - 1] = OrderJson.Read(read.Bytes(3));
                if (sequence == version) hash = [.. read.Bytes(4)];
                position = read.Int64(0);
            }
            finally
            {
                read.Reset();
            }
        }

        if (position != 0) throw Broken(id, 0);
        return new StoredOrder(ImmutableArray.Create(events), new OrderHead(version, last, hash));
    }

    private static InvalidDataException Broken(OrderId id, long sequence) =>
        new($"Order {id}: event {sequence} is not where the chain of its events says. The database has been damaged or edited.");
}
