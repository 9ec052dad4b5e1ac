using System.Globalization;

namespace Orders;

/// <summary>What audit rows are about: a kind and a name. The kind is what lists filter by.</summary>
public static class AuditSubjects
{
    public const string Order = "order";

    public static string OfOrder(OrderId id) => $"{Order}:{id}";

    /// <summary>What was asked of the payment provider for an order.</summary>
    public static string Payment(OrderId id) => $"payment:{id}";

    public static string Stock(string sku) => $"stock:{sku}";

    public static string Preferences(long accountId) => string.Create(CultureInfo.InvariantCulture, $"preferences:{accountId}");

    public static string Webhook(long endpointId) => string.Create(CultureInfo.InvariantCulture, $"webhook:{endpointId}");

    public static string Policy(long sellerId) => string.Create(CultureInfo.InvariantCulture, $"policy:{sellerId}");

    /// <summary>The part before the colon.</summary>
    public static string KindOf(string subject) => subject.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? subject[..colon] : subject;
}
