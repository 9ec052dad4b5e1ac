namespace Orders.Storage;

/// <summary>Puts a notice on every channel that it is to go out by and is not on yet.</summary>
internal sealed class AddNotification(NotificationEntry entry) : Write<NotificationAdded>
{
    private readonly string? _quietHours = NotificationJson.Write(entry.QuietHours);
    private readonly WebhookMessage? _message = entry.Webhook ? WebhookMessage.Of(entry.Notice) : null;

    protected override NotificationAdded Run(WriteSession session)
    {
        var statements = session.Use<NotificationStatements>();
        return new NotificationAdded(
            InApp: entry.InApp && statements.Insert(entry.Notice),
            Mail: entry.MailAt is { } mailAt && statements.InsertMail(entry.Notice, mailAt, _quietHours))
        {
            Webhooks = _message is null ? default : session.Use<WebhookStatements>().Add(
                entry.Notice.Recipient.Id, entry.Notice.Recipient.SellerId, _message, StoredTime.Of(entry.Now)),
        };
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
