namespace Orders;

/// <summary>Reads the audit log. A port: SQL stands behind it.</summary>
public interface IAuditReader
{
    /// <param name="sellerId">Only what this shop may see; null: everything.</param>
    /// <exception cref="InvalidCursorException">The cursor is not one of a page.</exception>
    Task<AuditPage> List(long? sellerId, AuditQuery query);
}
