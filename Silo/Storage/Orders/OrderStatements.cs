namespace Orders.Storage;

/// <summary>What an append writes. Counts are kept here during a transaction: one writer, so nobody else moves them.</summary>
internal sealed class OrderStatements : IWriteStatements<OrderStatements>, IBatchAggregate
{
    // Words seen lately need not be asked for again. Some megabytes.
    private const int MostKnownWords = 100_000;

    private readonly Statement _insertRow;
    private readonly Statement _updateRow;
    private readonly Statement _insertEvent;
    private readonly Statement _insertListing;
    private readonly Statement _insertWords;
    private readonly Statement? _insertKnownWord; // PostgreSQL finds the beginnings of words by itself
    private readonly Statement _addToCount;
    private readonly HashSet<string> _knownWords = [];
    private readonly Dictionary<(long SellerId, OrderStatus Status), long> _countChanges = [];

    private OrderStatements(Connection connection)
    {
        const string insert = """
            INSERT INTO orders (id, seller_id, buyer_id, status, version, last_event, updated_at, due_at, escalation_level, total_minor)
            """;
        const string one = $"{insert} VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (id) DO NOTHING";
        _insertRow = connection.PrepareMany(
            connection.Provider == DatabaseProvider.Sqlite ? one : WithKeys(one),
            WithKeys($"{insert} SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO NOTHING"));
        _updateRow = connection.PrepareMany(
            """
            UPDATE orders SET status = ?2, version = ?3, last_event = ?4, updated_at = ?5, due_at = ?6, escalation_level = ?7
            WHERE id = ?1 AND version = ?8 AND last_event = ?9 AND status = ?10
            """,
            """
            UPDATE orders o SET status = n.status, version = n.version, last_event = n.last_event, updated_at = n.updated_at,
                due_at = n.due_at, escalation_level = n.level
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                AS n (id, status, version, last_event, updated_at, due_at, level, old_version, old_last, old_status)
            WHERE o.id = n.id AND o.version = n.old_version AND o.last_event = n.old_last AND o.status = n.old_status
            RETURNING o.id
            """);
        _insertEvent = connection.PrepareMany(
            """
            INSERT INTO order_events (position, previous, order_id, sequence, at, payload, hash, seller_id)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            """,
            """
            INSERT INTO order_events (position, previous, order_id, sequence, at, payload, hash, seller_id)
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
            """);
        _insertListing = connection.PrepareMany(
            """
            INSERT INTO order_listing (id, number, seller_name, buyer_name, buyer_email, currency, headline, tracking_token)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            """,
            """
            INSERT INTO order_listing (id, number, seller_name, buyer_name, buyer_email, currency, headline, tracking_token)
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
            """);
        _insertWords = connection.PrepareMany(
            connection.Provider == DatabaseProvider.Sqlite
                ? "INSERT INTO order_search (rowid, words) VALUES (?1, ?2)"
                : "INSERT INTO order_search (rowid, words) VALUES (?1, array_to_tsvector(string_to_array(?2, ' ')))",
            """
            INSERT INTO order_search (rowid, words)
            SELECT n.id, array_to_tsvector(string_to_array(n.words, ' ')) FROM unnest($1, $2) AS n (id, words)
            """);
        _insertKnownWord = connection.Provider != DatabaseProvider.Sqlite ? null : connection.Prepare("INSERT INTO order_words (word) VALUES (?1) ON CONFLICT (word) DO NOTHING");
        _addToCount = connection.Prepare("""
            INSERT INTO order_counts (seller_id, status, n) VALUES (?1, ?2, ?3)
            ON CONFLICT (seller_id, status) DO UPDATE SET n = order_counts.n + excluded.n
            """);
    }

    // In PostgreSQL, what never changes stands in a table of its own, too.
    private static string WithKeys(string insert) => $"""
        WITH placed AS ({insert} RETURNING id, seller_id, buyer_id, total_minor)
        INSERT INTO order_keys (id, seller_id, buyer_id, total_minor) SELECT id, seller_id, buyer_id, total_minor FROM placed RETURNING id
        """;

    public static OrderStatements Prepare(Connection connection) => new(connection);

    /// <param name="conflict">There is such an order already.</param>
    public void InsertRow(OrderRow row, long lastEvent, Func<Exception> conflict) => _insertRow
        .Bind(1, row.Id.Value).Bind(2, row.SellerId).Bind(3, row.BuyerId).Bind(4, (long)row.Status).Bind(5, row.Version)
        .Bind(6, lastEvent).Bind(7, StoredTime.Of(row.UpdatedAt)).Bind(8, StoredTime.Of(row.DueAt)).Bind(9, (long)row.EscalationLevel)
        .Bind(10, row.TotalMinor)
        .SendOrRefuse(conflict);

    /// <param name="conflict">The order is not where the caller thinks.</param>
    public void UpdateRow(OrderRow row, long lastEvent, OrderHead head, OrderStatus previousStatus, Func<Exception> conflict) => _updateRow
        .Bind(1, row.Id.Value).Bind(2, (long)row.Status).Bind(3, row.Version).Bind(4, lastEvent).Bind(5, StoredTime.Of(row.UpdatedAt))
        .Bind(6, StoredTime.Of(row.DueAt)).Bind(7, (long)row.EscalationLevel)
        .Bind(8, head.Version).Bind(9, head.Position).Bind(10, (long)previousStatus)
        .SendOrRefuse(conflict);

    public void InsertListing(OrderRow row, OrderListing listing, string[] searchWords)
    {
        _insertListing
            .Bind(1, row.Id.Value).Bind(2, listing.Number).Bind(3, listing.SellerName).Bind(4, listing.BuyerName)
            .Bind(5, listing.BuyerEmail).Bind(6, listing.Currency).Bind(7, listing.Headline).Bind(8, listing.TrackingToken)
            .Send();
        string[] words = [.. searchWords, SearchWords.OfSeller(row.SellerId), SearchWords.OfBuyer(row.BuyerId)];
        _insertWords.Bind(1, row.Id.Value).Bind(2, string.Join(' ', words)).Send();
        if (_insertKnownWord is null) return;
        foreach (var word in searchWords)
            if (_knownWords.Add(word)) _insertKnownWord.Bind(1, word).Send();
    }

    /// <param name="position">From <see cref="Positions"/>.</param>
    public void AppendEvent(OrderRow row, long position, long previous, in EncodedEvent e) => _insertEvent
        .Bind(1, position).Bind(2, previous).Bind(3, row.Id.Value).Bind(4, e.Sequence).Bind(5, e.At)
        .BindUtf8(6, e.Payload).BindBlob(7, e.Hash).Bind(8, row.SellerId)
        .Send();

    /// <summary>One order more in this status, and one less in the other. Written at the end, for all of the transaction together.</summary>
    public void Count(long sellerId, OrderStatus? from, OrderStatus to)
    {
        if (from == to) return;
        Add(to, 1);
        if (from is { } left) Add(left, -1);

        void Add(OrderStatus status, long change) =>
            _countChanges[(sellerId, status)] = _countChanges.GetValueOrDefault((sellerId, status)) + change;
    }

    public void Flush()
    {
        foreach (var ((sellerId, status), change) in _countChanges)
            if (change != 0) _addToCount.Bind(1, sellerId).Bind(2, (long)status).Bind(3, change).Send();
        _countChanges.Clear();
        if (_knownWords.Count > MostKnownWords) _knownWords.Clear();
    }

    public void Forget()
    {
        _countChanges.Clear();
        _knownWords.Clear();
    }
}
