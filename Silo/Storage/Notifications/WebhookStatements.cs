namespace Orders.Storage;

/// <summary>New webhook deliveries, and what comes of them.</summary>
internal sealed class WebhookStatements : IWriteStatements<WebhookStatements>
{
    private readonly Statement _insert;
    private readonly Statement _count;
    private readonly Statement _record;
    private readonly Statement _failing;
    private readonly Statement _disable;
    private readonly Statement _giveUp;
    private readonly Statement _redeliver;
    private readonly Statement _forget;
    private readonly Statement _forgetRemoved;

    private WebhookStatements(Connection connection)
    {
        _insert = connection.Prepare("""
            INSERT INTO webhook_deliveries (endpoint_id, number, message_id, event, at, state, tries, next_try_at, payload)
            SELECT id, last_delivery + 1, ?2, ?3, ?4, 0, 0, ?4, ?5 FROM webhook_endpoints WHERE id = ?1 AND disabled_reason IS NULL
            ON CONFLICT (endpoint_id, message_id) DO NOTHING
            """);
        _count = connection.Prepare("""
            UPDATE webhook_endpoints SET last_delivery = last_delivery + 1 WHERE id = ?1
            AND EXISTS (SELECT 1 FROM webhook_deliveries d WHERE d.endpoint_id = ?1 AND d.number = webhook_endpoints.last_delivery + 1)
            """);
        _record = connection.Prepare("""
            UPDATE webhook_deliveries SET state = ?3, tries = ?4, next_try_at = ?5, last_status = ?6, last_error = ?7
            WHERE endpoint_id = ?1 AND number = ?2
            """);
        _failing = connection.Prepare("UPDATE webhook_endpoints SET failing_since = CASE WHEN ?2 IS NULL THEN NULL ELSE coalesce(failing_since, ?2) END WHERE id = ?1");
        _disable = connection.Prepare("UPDATE webhook_endpoints SET disabled_reason = ?2 WHERE id = ?1");
        _giveUp = connection.Prepare("""
            UPDATE webhook_deliveries SET state = 2, next_try_at = NULL, last_error = 'The endpoint was switched off.' WHERE id IN (
                SELECT id FROM webhook_deliveries INDEXED BY webhook_deliveries_due WHERE endpoint_id = ?1 AND next_try_at IS NOT NULL LIMIT ?2)
            AND EXISTS (SELECT 1 FROM webhook_endpoints WHERE id = ?1 AND disabled_reason IS NOT NULL)
            """);
        _redeliver = connection.Prepare("""
            UPDATE webhook_deliveries SET state = 0, tries = 0, next_try_at = ?3, last_error = NULL WHERE endpoint_id = ?1 AND number = ?2
            AND EXISTS (SELECT 1 FROM webhook_endpoints WHERE id = ?1 AND disabled_reason IS NULL)
            """);
        _forget = connection.Prepare("""
            DELETE FROM webhook_deliveries WHERE id IN (
                SELECT id FROM webhook_deliveries WHERE endpoint_id = ?1 AND at < ?2 AND next_try_at IS NULL ORDER BY number LIMIT ?3)
            """);

        // Ids of endpoints are never given out again: whatever has this one was the removed one's.
        _forgetRemoved = connection.Prepare("""
            DELETE FROM webhook_deliveries WHERE id IN (SELECT id FROM webhook_deliveries WHERE endpoint_id = ?1 LIMIT ?2)
            AND NOT EXISTS (SELECT 1 FROM webhook_endpoints WHERE id = ?1)
            """);
    }

    public static WebhookStatements Prepare(Connection connection) => new(connection);

    /// <summary>Puts a message before an endpoint, if that is in service and has not had it.</summary>
    public void Add(long endpoint, WebhookMessage message, long at)
    {
        _insert.Bind(1, endpoint).Bind(2, message.Id).Bind(3, message.Type).Bind(4, at).Bind(5, message.Body).Send();
        _count.Bind(1, endpoint).Send(); // by one, where there is a new delivery
    }

    public void Record(long endpoint, WebhookOutcome outcome)
    {
        _record
            .Bind(1, endpoint).Bind(2, outcome.Number).Bind(3, (long)outcome.State).Bind(4, (long)outcome.Tries)
            .Bind(5, StoredTime.Of(outcome.NextTry)).Bind(6, outcome.Status).Bind(7, outcome.Error)
            .Send();
        long? failing = outcome.State == WebhookDeliveryState.Delivered ? null : StoredTime.Of(outcome.At);
        _failing.Bind(1, endpoint).Bind(2, failing).Send();
        if (outcome.DisabledReason is not { } reason) return;
        _disable.Bind(1, endpoint).Bind(2, reason).Send();
    }

    public bool Redeliver(long endpoint, long number, long at) => _redeliver.Bind(1, endpoint).Bind(2, number).Bind(3, at).Run() == 1;

    public int GiveUp(long endpoint, int limit) => _giveUp.Bind(1, endpoint).Bind(2, (long)limit).Run();

    public int Forget(long endpoint, long before, int limit) => _forget.Bind(1, endpoint).Bind(2, before).Bind(3, (long)limit).Run();

    public int ForgetRemoved(long endpoint, int limit) => _forgetRemoved.Bind(1, endpoint).Bind(2, (long)limit).Run();
}
