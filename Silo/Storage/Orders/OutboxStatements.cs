namespace Orders.Storage;

/// <summary>The outbox's rows.</summary>
internal sealed class OutboxStatements : IWriteStatements<OutboxStatements>
{
    private readonly Statement _insert;
    private readonly Statement _confirm;
    private readonly Statement _explain;
    private readonly Statement _retry;
    private readonly Statement _unpark;
    private readonly Statement _makeDue;

    private OutboxStatements(Connection connection)
    {
        const string key = "WHERE order_id = ?1 AND sequence = ?2 AND consumer = ?3";
        _insert = connection.PrepareMany(
            "INSERT INTO outbox (order_id, sequence, consumer, at, next_at, tries) VALUES (?1, ?2, ?3, ?4, ?5, 1)",
            """
            INSERT INTO outbox (order_id, sequence, consumer, at, next_at, tries)
            SELECT n.*, 1 FROM unnest($1, $2, $3, $4, $5) AS n (order_id, sequence, consumer, at, next_at)
            """);
        _confirm = connection.PrepareMany(
            $"DELETE FROM outbox {key}",
            """
            DELETE FROM outbox o USING unnest($1, $2, $3) AS n (order_id, sequence, consumer)
            WHERE o.order_id = n.order_id AND o.sequence = n.sequence AND o.consumer = n.consumer
            """);
        _explain = connection.Prepare($"UPDATE outbox SET last_error = ?4 {key}");
        _retry = connection.Prepare($"UPDATE outbox SET tries = tries + 1, next_at = ?4 {key} AND next_at IS NOT NULL");
        _unpark = connection.Prepare($"UPDATE outbox SET tries = 0, next_at = 0 {key} AND next_at IS NULL");
        _makeDue = connection.Prepare("UPDATE outbox SET next_at = ?1, tries = CASE WHEN tries > 0 THEN tries - 1 ELSE 0 END WHERE next_at > ?1");
    }

    public static OutboxStatements Prepare(Connection connection) => new(connection);

    public void Insert(OrderId order, AwaitedConfirmation awaited, DateTimeOffset at, DateTimeOffset relayAt) => _insert
        .Bind(1, order.Value).Bind(2, awaited.Sequence).Bind(3, (long)awaited.Consumer).Bind(4, StoredTime.Of(at))
        .Bind(5, StoredTime.Of(relayAt)).Send();

    public void Confirm(OrderId order, long sequence, OrderConsumer consumer) => Key(_confirm, order, sequence, consumer).Send();

    public void Explain(OrderId order, long sequence, OrderConsumer consumer, string error) =>
        Key(_explain, order, sequence, consumer).Bind(4, error).Send();

    public void Retry(OutboxRetry retry) =>
        Key(_retry, retry.Entry.Order, retry.Entry.Sequence, retry.Entry.Consumer).Bind(4, StoredTime.Of(retry.NextTry)).Send();

    public bool Unpark(OrderId order, long sequence, OrderConsumer consumer) => Key(_unpark, order, sequence, consumer).Run() == 1;

    public void MakeDue(DateTimeOffset now) => _makeDue.Bind(1, StoredTime.Of(now)).Send();

    private static Statement Key(Statement statement, OrderId order, long sequence, OrderConsumer consumer) =>
        statement.Bind(1, order.Value).Bind(2, sequence).Bind(3, (long)consumer);
}
