using System.Collections.Immutable;

namespace Orders.Storage;

/// <summary>The outbox.</summary>
internal sealed class OutboxStore(IDatabase database) : IOutboxStore
{
    private const string DueSql = """
        SELECT order_id, sequence, consumer, tries FROM outbox WHERE next_at <= ?1 ORDER BY next_at, order_id, sequence, consumer LIMIT ?2
        """;

    private const string ParkedSql = """
        SELECT order_id, sequence, consumer, at, tries, last_error FROM outbox WHERE next_at IS NULL ORDER BY at, order_id, sequence LIMIT ?1
        """;

    public Task Confirm(OrderId order, long sequence, OrderConsumer consumer) => Change(outbox => outbox.Confirm(order, sequence, consumer));

    public Task Explain(OrderId order, long sequence, OrderConsumer consumer, string error) =>
        Change(outbox => outbox.Explain(order, sequence, consumer, error));

    public Task Retry(ImmutableArray<OutboxRetry> retries) => Change(outbox =>
    {
        foreach (var retry in retries) outbox.Retry(retry);
    });

    public Task MakeDue(DateTimeOffset now) => Change(outbox => outbox.MakeDue(now));

    public Task<bool> Unpark(OrderId order, long sequence, OrderConsumer consumer) =>
        database.Write(new OutboxWrite(outbox => outbox.Unpark(order, sequence, consumer)));

    public Task<ImmutableArray<OutboxEntry>> Due(DateTimeOffset now, int limit) => database.Read(connection => connection.Prepare(DueSql)
        .Bind(1, StoredTime.Of(now)).Bind(2, (long)limit)
        .All(row => new OutboxEntry(new OrderId(row.Int64(0)), row.Int64(1), (OrderConsumer)row.Int64(2), (int)row.Int64(3))));

    public Task<ImmutableArray<ParkedEvent>> Parked(int limit) => database.Read(connection => connection.Prepare(ParkedSql)
        .Bind(1, (long)limit)
        .All(row => new ParkedEvent(
            new OrderId(row.Int64(0)), row.Int64(1), (OrderConsumer)row.Int64(2), StoredTime.Read(row.Int64(3)), (int)row.Int64(4),
            row.IsNull(5) ? "It was never confirmed." : row.Text(5))));

    private Task<bool> Change(Action<OutboxStatements> change) => database.Write(new OutboxWrite(outbox =>
    {
        change(outbox);
        return true;
    }));
}
