namespace Orders.Storage;

/// <summary>A new endpoint; its audit row names the id that it gets.</summary>
internal sealed class AddWebhook(WebhookEndpoint endpoint, AuditEntry audit) : Write<long>
{
    private readonly EncodedAudit _audit = EncodedAudit.Of(audit);

    protected override long Run(WriteSession session)
    {
        var id = session.Use<WebhookEndpointStatements>().Insert(endpoint);
        session.Audit(_audit with { Subject = AuditSubjects.Webhook(id) });
        return id;
    }
}

/// <summary>A change of webhooks, and its audit row where there is one.</summary>
internal sealed class WebhookWrite<T>(Func<WriteSession, T> change, AuditEntry? audit = null) : Write<T>
{
    private readonly EncodedAudit? _audit = audit is null ? null : EncodedAudit.Of(audit);

    protected override T Run(WriteSession session)
    {
        var result = change(session);
        if (_audit is { } row) session.Audit(row);
        return result;
    }
}
