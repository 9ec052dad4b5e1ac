using System.Text.Json;

namespace Orders.Storage;

/// <summary>An audit row as it is stored, but for its place in the chain. Made by the caller: the writer's thread only stores.</summary>
/// <param name="At">As in <see cref="StoredTime"/>.</param>
/// <param name="Actor">JSON, UTF-8.</param>
/// <param name="Payload">JSON, UTF-8.</param>
internal readonly record struct EncodedAudit(
    string Subject, string Type, long? SellerId, long? OrderId, long At, byte[] Actor, byte[] Payload)
{
    public static EncodedAudit Of(AuditEntry entry) => new(
        entry.Subject, entry.Type, entry.SellerId, entry.Order?.Value, StoredTime.Of(entry.At),
        JsonSerializer.SerializeToUtf8Bytes(entry.Actor, AuditJson.Stored.Actor),
        JsonSerializer.SerializeToUtf8Bytes(new AuditPayload(entry.Summary, entry.Reason), AuditJson.Stored.AuditPayload));
}
