using System.Collections.Immutable;

namespace Orders.Storage;

/// <summary>Puts notices on every channel that they are to go out by and are not on yet, and confirms the event that they tell of.</summary>
internal sealed class AddNotifications(ImmutableArray<NotificationEntry> entries, EventConfirmation? confirmation) : Write<bool>
{
    private readonly (NotificationEntry Entry, string? QuietHours, WebhookMessage? Message)[] _encoded = [.. entries.Select(entry => (
        entry, entry.MailAt is null ? null : NotificationJson.Write(entry.QuietHours), entry.Webhooks.IsEmpty ? null : WebhookMessage.Of(entry.Notice)))];

    protected override bool Run(WriteSession session)
    {
        var statements = session.Use<NotificationStatements>();
        foreach (var (entry, quietHours, message) in _encoded)
        {
            if (entry.InApp) statements.Insert(entry.Notice);
            if (entry.MailAt is { } mailAt) statements.InsertMail(entry.Notice, mailAt, quietHours);
            foreach (var endpoint in entry.Webhooks) session.Use<WebhookStatements>().Add(endpoint, message!, StoredTime.Of(entry.Now));
        }

        if (confirmation is { } done) session.Use<OutboxStatements>().Confirm(done.Order, done.Sequence, done.Consumer);
        return true;
    }
}

/// <summary>Keeps somebody's choices, and that they were changed.</summary>
internal sealed class PutPreferences(long user, NotificationPreferences preferences, AuditEntry audit) : Write<bool>
{
    private readonly byte[] _json = NotificationJson.Write(preferences);
    private readonly EncodedAudit _audit = EncodedAudit.Of(audit);

    protected override bool Run(WriteSession session)
    {
        session.Use<NotificationStatements>().PutPreferences(user, _json);
        session.Audit(_audit);
        return true;
    }
}

/// <summary>Any other change of inboxes.</summary>
internal sealed class NotificationWrite<T>(Func<NotificationStatements, T> change) : Write<T>
{
    protected override T Run(WriteSession session) => change(session.Use<NotificationStatements>());
}
