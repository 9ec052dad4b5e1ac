namespace Orders.Storage;

/// <summary>The rows of endpoints.</summary>
internal sealed class WebhookEndpointStatements : IWriteStatements<WebhookEndpointStatements>
{
    private readonly Statement _insert;
    private readonly Statement _setSecrets;
    private readonly Statement _enable;
    private readonly Statement _remove;

    private WebhookEndpointStatements(Connection connection)
    {
        _insert = connection.Prepare("""
            INSERT INTO webhook_endpoints (seller_id, user_id, url, description, created_at, created_by, secret)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING id
            """);
        _setSecrets = connection.Prepare("UPDATE webhook_endpoints SET secret = ?2, old_secret = ?3, old_secret_until = ?4 WHERE id = ?1");
        _enable = connection.Prepare("UPDATE webhook_endpoints SET disabled_reason = NULL, failing_since = NULL WHERE id = ?1");
        _remove = connection.Prepare("DELETE FROM webhook_endpoints WHERE id = ?1");
    }

    public static WebhookEndpointStatements Prepare(Connection connection) => new(connection);

    public long Insert(WebhookEndpoint endpoint)
    {
        _insert
            .Bind(1, endpoint.SellerId).Bind(2, endpoint.UserId).Bind(3, endpoint.Url).Bind(4, endpoint.Description)
            .Bind(5, StoredTime.Of(endpoint.CreatedAt)).Bind(6, endpoint.CreatedBy).Bind(7, endpoint.Secret);
        try
        {
            return _insert.Step() ? _insert.Int64(0) : throw new InvalidOperationException("The database returned no id for a new row.");
        }
        finally
        {
            _insert.Reset();
        }
    }

    public void SetSecrets(WebhookEndpoint endpoint) => _setSecrets
        .Bind(1, endpoint.Id).Bind(2, endpoint.Secret).Bind(3, endpoint.OldSecret).Bind(4, StoredTime.Of(endpoint.OldSecretUntil)).Send();

    public void Enable(long id) => _enable.Bind(1, id).Send();

    public void Remove(long id) => _remove.Bind(1, id).Send();
}
