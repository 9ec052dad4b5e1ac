namespace Orders.Storage;

/// <summary>Orders' events: columns position, order_id, sequence, at, payload, hash.</summary>
internal sealed class OrderAuditSource(Statement rows) : AuditSource(rows)
{
    protected override int AtColumn => 3;

    public override AuditRow Read()
    {
        var id = new OrderId(Row.Int64(1));
        var e = OrderJson.Read(Row.Bytes(4));
        return new AuditRow(
            Position, AuditSubjects.OfOrder(id), id, e.Sequence, AuditWords.TypeOf(e), e.At, e.Actor, AuditWords.Summary(e), AuditWords.Reason(e),
            Convert.ToHexStringLower(Row.Bytes(5)));
    }

    protected override bool FitsKind(string? kind) => kind is null or AuditSubjects.Order;

    protected override bool FitsActor(ActorMatch actor) => actor.IsMetInEvent(Row.Bytes(4));
}
