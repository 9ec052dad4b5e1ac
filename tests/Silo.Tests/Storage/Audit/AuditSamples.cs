using Orders.Storage;

namespace Orders.Tests.Storage;

/// <summary>Audit rows as a store's write appends them.</summary>
internal static class AuditSamples
{
    public static AuditEntry Entry(string subject, int n = 1, long? sellerId = 1, OrderId? order = null) => new(
        subject, "adjusted", sellerId, SampleOrders.Start.AddSeconds(n), new Actor(Role.Seller, 7, "Sam", 1, Origin.Page), $"on hand +{n}")
    {
        Reason = $"Counted \"again\" {n}",
        Order = order,
    };

    public static Task Audit(this TestDatabase db, params AuditEntry[] entries) => db.Database.Write(new AuditWrite(entries, null));

    /// <summary>A write that fails after it has appended.</summary>
    public static Task AuditAndFail(this TestDatabase db, Exception error, params AuditEntry[] entries) =>
        db.Database.Write(new AuditWrite(entries, error));

    private sealed class AuditWrite(AuditEntry[] entries, Exception? error) : Write<bool>
    {
        private readonly EncodedAudit[] _rows = [.. entries.Select(entry => EncodedAudit.Of(entry))];

        protected override bool Run(WriteSession session)
        {
            foreach (var row in _rows) session.Audit(row);
            return error is null ? true : throw error;
        }
    }
}
