using System.Text.Json;

namespace Orders.Storage;

/// <summary>Everything else: columns position, subject, order_id, sequence, at, actor, type, payload, hash.</summary>
internal sealed class SubjectAuditSource(Statement rows) : AuditSource(rows)
{
    protected override int AtColumn => 4;

    public override AuditRow Read()
    {
        var payload = JsonSerializer.Deserialize(Row.Bytes(7), AuditJson.Stored.AuditPayload)!;
        return new AuditRow(
            Position, Row.Text(1), Row.IsNull(2) ? null : new OrderId(Row.Int64(2)), Row.Int64(3), Row.Text(6), StoredTime.Read(Row.Int64(4)),
            JsonSerializer.Deserialize(Row.Bytes(5), AuditJson.Stored.Actor)!, payload.Summary, payload.Reason, Convert.ToHexStringLower(Row.Bytes(8)));
    }

    protected override bool FitsKind(string? kind) => kind is null || AuditSubjects.KindOf(Row.Text(1)) == kind;

    protected override bool FitsActor(ActorMatch actor) => actor.IsMet(Row.Bytes(5));
}
