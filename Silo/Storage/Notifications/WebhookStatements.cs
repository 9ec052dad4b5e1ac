using System.Collections.Immutable;

namespace Orders.Storage;

/// <summary>New webhook deliveries, and what comes of them.</summary>
internal sealed class WebhookStatements : IWriteStatements<WebhookStatements>
{
    private readonly Statement _ofUser;
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
        _ofUser = connection.Prepare("SELECT id, last_delivery FROM webhook_endpoints WHERE user_id = ?1 AND seller_id = ?2 AND disabled_reason IS NULL");
        _insert = connection.Prepare("""
            INSERT INTO webhook_deliveries (endpoint_id, number, message_id, event, at, state, tries, next_try_at, payload)
            VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, ?5, ?6)
            ON CONFLICT (endpoint_id, message_id) DO NOTHING
            """);
        _count = connection.Prepare("UPDATE webhook_endpoints SET last_delivery = ?2 WHERE id = ?1");
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

    /// <summary>Puts a message before each of the user's endpoints for that shop that are in service and have not had it.</summary>
    /// <returns>Those endpoints; default where there are none, as mostly.</returns>
    public ImmutableArray<long> Add(long user, long? shop, WebhookMessage message, long at)
    {
        var endpoints = _ofUser.Bind(1, user).Bind(2, shop).All(row => (Id: row.Int64(0), Last: row.Int64(1)));
        ImmutableArray<long> added = [.. endpoints.Where(endpoint => Insert(endpoint.Id, endpoint.Last + 1, message, at)).Select(endpoint => endpoint.Id)];
        return added.IsEmpty ? default : added;
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

    private bool Insert(long endpoint, long number, WebhookMessage message, long at)
    {
        _insert.Bind(1, endpoint).Bind(2, number).Bind(3, message.Id).Bind(4, message.Type).Bind(5, at).Bind(6, message.Body);
        return _insert.Run() == 1 && _count.Bind(1, endpoint).Bind(2, number).Run() == 1;
    }
}
