using System.Collections.Immutable;

namespace Orders.Storage;

/// <summary>Webhooks.</summary>
internal sealed class WebhookStore(IDatabase database) : IWebhookStore
{
    private const string Endpoints = """
        SELECT id, seller_id, user_id, url, description, created_at, created_by, secret, old_secret, old_secret_until, disabled_reason, failing_since
        FROM webhook_endpoints
        """;

    private const string DeliveriesSql = """
        SELECT number, message_id, event, state, at, tries, next_try_at, last_status, last_error, payload
        FROM webhook_deliveries WHERE endpoint_id = ?1 AND number < ?2 ORDER BY number DESC LIMIT ?3
        """;

    private const string DueSql = """
        SELECT number, message_id, event, tries, payload FROM webhook_deliveries INDEXED BY webhook_deliveries_due
        WHERE endpoint_id = ?1 AND next_try_at <= ?2 ORDER BY next_try_at, number LIMIT ?3
        """;

    private const string NextSql = """
        SELECT min(next_try_at) FROM webhook_deliveries WHERE endpoint_id = ?1 AND next_try_at IS NOT NULL
        AND EXISTS (SELECT 1 FROM webhook_endpoints WHERE id = ?1 AND disabled_reason IS NULL)
        """;

    private const string WithWorkSql = """
        SELECT e.id FROM webhook_endpoints e WHERE e.disabled_reason IS NULL
        AND EXISTS (SELECT 1 FROM webhook_deliveries d WHERE d.endpoint_id = e.id AND d.next_try_at IS NOT NULL)
        """;

    public Task<ImmutableArray<WebhookEndpoint>> OfShop(long sellerId) => database.Read(connection =>
        connection.Prepare($"{Endpoints} WHERE seller_id = ?1 ORDER BY id").Bind(1, sellerId).All(Endpoint));

    public Task<WebhookEndpoint?> Find(long id) => database.Read(connection =>
        connection.Prepare($"{Endpoints} WHERE id = ?1").Bind(1, id).First(Endpoint));

    public Task<ImmutableArray<long>> WithWork() => database.Read(connection => connection.Prepare(WithWorkSql).All(row => row.Int64(0)));

    public async Task<WebhookEndpoint> Add(WebhookEndpoint endpoint, AuditEntry audit) =>
        endpoint with { Id = await database.Write(new AddWebhook(endpoint, audit)) };

    public Task SetSecrets(WebhookEndpoint endpoint, AuditEntry audit) => Change(rows => rows.SetSecrets(endpoint), audit);

    public Task Enable(long id, AuditEntry audit) => Change(rows => rows.Enable(id), audit);

    public Task Remove(long id, AuditEntry audit) => Change(rows => rows.Remove(id), audit);

    public Task<ImmutableArray<WebhookDelivery>> Deliveries(long id, long? before, int limit) => database.Read(connection =>
        connection.Prepare(DeliveriesSql).Bind(1, id).Bind(2, before ?? long.MaxValue).Bind(3, (long)limit).All(Delivery));

    public Task<bool> Redeliver(long id, long number, DateTimeOffset at) =>
        database.Write(new WebhookWrite<bool>(session => session.Use<WebhookStatements>().Redeliver(id, number, StoredTime.Of(at))));

    public Task<ImmutableArray<DueDelivery>> Due(long id, DateTimeOffset now, int limit) => database.Read(connection =>
        connection.Prepare(DueSql).Bind(1, id).Bind(2, StoredTime.Of(now)).Bind(3, (long)limit)
            .All(row => new DueDelivery(row.Int64(0), row.Text(1), row.Text(2), (int)row.Int64(3), row.Text(4))));

    public Task<DateTimeOffset?> NextDue(long id) => database.Read(connection =>
        StoredTime.Read(connection.Prepare(NextSql).Bind(1, id).First(row => row.NullableInt64(0))));

    public Task Record(long id, WebhookOutcome outcome, AuditEntry? audit) => database.Write(new WebhookWrite<bool>(
        session =>
        {
            session.Use<WebhookStatements>().Record(id, outcome);
            return true;
        },
        audit));

    public Task<int> GiveUp(long id, int limit) =>
        database.Write(new WebhookWrite<int>(session => session.Use<WebhookStatements>().GiveUp(id, limit)));

    public Task<int> Forget(long id, DateTimeOffset before, int limit) =>
        database.Write(new WebhookWrite<int>(session => session.Use<WebhookStatements>().Forget(id, StoredTime.Of(before), limit)));

    public Task<int> ForgetRemoved(long id, int limit) =>
        database.Write(new WebhookWrite<int>(session => session.Use<WebhookStatements>().ForgetRemoved(id, limit)));

    private Task<bool> Change(Action<WebhookEndpointStatements> change, AuditEntry audit) => database.Write(new WebhookWrite<bool>(
        session =>
        {
            change(session.Use<WebhookEndpointStatements>());
            return true;
        },
        audit));

    private static WebhookEndpoint Endpoint(Statement row) =>
        new(row.Int64(0), row.Int64(1), row.Int64(2), row.Text(3), Text(row, 4), StoredTime.Read(row.Int64(5)), row.Text(6), row.Text(7))
        {
            OldSecret = Text(row, 8),
            OldSecretUntil = StoredTime.Read(row.NullableInt64(9)),
            DisabledReason = Text(row, 10),
            FailingSince = StoredTime.Read(row.NullableInt64(11)),
        };

    private static WebhookDelivery Delivery(Statement row) => new(
        row.Int64(0), row.Text(1), row.Text(2), (WebhookDeliveryState)row.Int64(3), StoredTime.Read(row.Int64(4)), (int)row.Int64(5),
        StoredTime.Read(row.NullableInt64(6)), (int?)row.NullableInt64(7), Text(row, 8), row.Text(9));

    private static string? Text(Statement row, int column) => row.IsNull(column) ? null : row.Text(column);
}
