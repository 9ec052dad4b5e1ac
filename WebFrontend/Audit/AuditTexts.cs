namespace Orders.Web;

/// <summary>The audit log in words.</summary>
public static class AuditTexts
{
    /// <summary>By what way a command came in.</summary>
    public static string Way(Actor actor) => actor.Origin switch
    {
        Origin.Page => "on a page",
        Origin.Api => "by the API",
        Origin.Import => "by an import",
        _ => "by the system",
    };

    /// <summary>The page of what changed; null where it has none that this role may open.</summary>
    public static string? PathOf(AuditRow row, Role viewer) => row switch
    {
        { Subject: ['s', 't', 'o', 'c', 'k', ':', .. var sku] } => StockWords.Path(sku),
        { Subject: ['w', 'e', 'b', 'h', 'o', 'o', 'k', ':', ..] } when viewer is not Role.Admin => "/webhooks",
        { OrderId: { } order } => $"/orders/{order}",
        _ => null,
    };

    /// <summary>What changed, in words.</summary>
    public static string SubjectOf(AuditRow row)
    {
        var (kind, name) = row.Subject.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon
            ? (row.Subject[..colon], row.Subject[(colon + 1)..])
            : ("", row.Subject);
        return kind switch
        {
            "order" => $"Order {name}",
            "payment" => $"Payment of order {name}",
            "policy" => "Escalation policy",
            "stock" => $"Stock of {name}",
            "preferences" => $"Preferences of account {name}",
            "webhook" => $"Webhook {name}",
            _ => row.Subject,
        };
    }

    /// <summary>What kind of change it was, as people write it: <c>refund failed</c> for <c>refundFailed</c>.</summary>
    public static string TypeOf(AuditRow row) =>
        string.Concat(row.Type.Select(c => char.IsAsciiLetterUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString()));

    /// <summary>The beginning of a hash: enough to compare two by eye.</summary>
    public static string Short(string hash) => hash.Length > 8 ? hash[..8] : hash;
}
