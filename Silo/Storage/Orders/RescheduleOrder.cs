using Orleans.Storage;

namespace Orders.Storage;

/// <summary>Moves an order's deadline, where the order is still where the caller thinks.</summary>
internal sealed class RescheduleOrder(OrderId id, OrderHead head, DateTimeOffset? dueAt) : Write<bool>
{
    protected override bool Run(WriteSession session)
    {
        session.Use<RescheduleStatements>().Run(id, head, dueAt);
        return true;
    }
}

internal sealed class RescheduleStatements : IWriteStatements<RescheduleStatements>
{
    private readonly Statement _update;

    private RescheduleStatements(Connection connection) =>
        _update = connection.Prepare("UPDATE orders SET due_at = ?2 WHERE id = ?1 AND version = ?3 AND last_event = ?4");

    public static RescheduleStatements Prepare(Connection connection) => new(connection);

    public void Run(OrderId id, OrderHead head, DateTimeOffset? dueAt) => _update
        .Bind(1, id.Value).Bind(2, StoredTime.Of(dueAt)).Bind(3, head.Version).Bind(4, head.Position)
        .SendOrRefuse(() => new InconsistentStateException($"Order {id} is not at version {head.Version} any more."));
}
